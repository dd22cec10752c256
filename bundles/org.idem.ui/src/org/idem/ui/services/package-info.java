/**
 * The object graph of the workbench: built once for the folder that is open, on top of all other packages, so that none
 * of them has to know how it comes about.
 */
package org.idem.ui.services;
