/**
 * The formats of data sets, opened by {@link org.idem.data.format.Datasets}: RecordIO, verification sets {@code .bin},
 * lists and folders of pictures. Each is one {@link org.idem.data.format.DatasetFormat} and the data sets that it opens.
 */
package org.idem.data.format;
