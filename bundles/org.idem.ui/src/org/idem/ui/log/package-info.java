/**
 * What a trainer prints, read from the end of its file while it is written.
 */
package org.idem.ui.log;
