/**
 * The icons of the workbench: SVG files of this bundle, named by what they mean.
 */
package org.idem.ui.icons;
