/**
 * The folder that the workbench is opened on, as a service, and its files as workspace resources: linked, so that
 * nothing is written into the folder itself, and filtered, so that nothing ever walks millions of images.
 */
package org.idem.ui.folder;
