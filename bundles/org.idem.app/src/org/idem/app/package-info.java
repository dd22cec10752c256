/**
 * The product: starts the workbench on a folder with the services that its parts share, and says what the window,
 * menus and tool bar hold.
 */
package org.idem.app;
