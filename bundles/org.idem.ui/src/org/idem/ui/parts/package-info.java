/**
 * Small pieces that several views and editors of the workbench are made of.
 */
package org.idem.ui.parts;
