/** MXNet's RecordIO, read in place: framing, index, and the headers of images and identities. */
package org.idem.data.recordio;
