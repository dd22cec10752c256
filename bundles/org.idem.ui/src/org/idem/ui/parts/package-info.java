/**
 * What the editors of the workbench share: one family of inputs that stand for something on disk, and one base for
 * editors that show without changing.
 */
package org.idem.ui.parts;
