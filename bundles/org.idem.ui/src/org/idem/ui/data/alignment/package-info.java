/** The page Alignment of the data set editor: how the faces of a set are cut out. */
package org.idem.ui.data.alignment;
