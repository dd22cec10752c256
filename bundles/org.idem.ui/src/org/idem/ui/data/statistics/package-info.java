/** The page Statistics of the data set editor. */
package org.idem.ui.data.statistics;
