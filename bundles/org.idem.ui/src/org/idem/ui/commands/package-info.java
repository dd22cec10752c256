/**
 * One handler for each command of the menus; each finds what it works on and starts a job.
 */
package org.idem.ui.commands;
