/**
 * What commands work on, and what their handlers need of the window. The handlers stand in the packages below, one for each
 * command of the menus; each finds what it works on and starts a job.
 */
package org.idem.ui.commands;
