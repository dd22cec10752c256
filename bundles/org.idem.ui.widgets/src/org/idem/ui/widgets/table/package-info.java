/**
 * Tables of records: one line per record, one text per column, sorted by pointer or keyboard.
 */
package org.idem.ui.widgets.table;
