/** What is done with the window: another folder, another file, another theme. */
package org.idem.ui.commands.window;
