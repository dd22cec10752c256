/**
 * A virtual grid of images: layout by arithmetic, so that millions of items cost what the visible ones cost.
 */
package org.idem.ui.widgets.grid;
