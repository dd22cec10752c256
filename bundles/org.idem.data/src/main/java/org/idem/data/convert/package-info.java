/** Converts data sets from any format that can be read to those that others read. */
package org.idem.data.convert;
