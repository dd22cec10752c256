/** The editor of data sets and the list of its pages. */
package org.idem.ui.data.editor;
