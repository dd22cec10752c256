/** Charts as files and as part of a web page: PNG, SVG through Batik, PDF through PDFBox, CSV. */
package org.idem.chart.file;
