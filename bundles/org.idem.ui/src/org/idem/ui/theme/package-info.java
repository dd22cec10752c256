/**
 * The light and the dark theme: chosen by the user for all folders, switched without a trace of the other one.
 */
package org.idem.ui.theme;
