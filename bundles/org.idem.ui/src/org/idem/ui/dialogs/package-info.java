/**
 * What the user is asked before a job starts.
 */
package org.idem.ui.dialogs;
