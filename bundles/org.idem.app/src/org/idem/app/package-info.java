/**
 * The product: starts the workbench on a folder, builds the services that its parts share, and says what the window,
 * menus and tool bar hold.
 */
package org.idem.app;
