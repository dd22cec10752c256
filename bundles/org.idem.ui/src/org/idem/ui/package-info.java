/**
 * The workbench: perspectives, views, editors and commands over a folder of configs, data sets and runs. It starts work
 * through org.idem.launch and reads runs from the disk; it never loads the training or export bundles.
 */
package org.idem.ui;
