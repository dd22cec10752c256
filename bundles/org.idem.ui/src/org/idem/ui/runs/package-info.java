/**
 * The runs of the folder: a model that polls the disk in the background, and the view that lists them.
 */
package org.idem.ui.runs;
