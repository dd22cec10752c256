/** Writers of data sets, in the layouts that insightface, PLSC and MXNet read. */
package org.idem.data.write;
