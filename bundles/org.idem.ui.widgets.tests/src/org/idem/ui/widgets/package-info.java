/**
 * Real widgets on a real display; waiting means pumping the display until a named condition holds.
 */
package org.idem.ui.widgets;
