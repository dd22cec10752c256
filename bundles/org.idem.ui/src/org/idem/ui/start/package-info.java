/**
 * What a window shows before its user has chosen anything.
 */
package org.idem.ui.start;
