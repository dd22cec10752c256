/** The page Images of the data set editor. */
package org.idem.ui.data.images;
