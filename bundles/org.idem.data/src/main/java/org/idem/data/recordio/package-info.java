/**
 * MXNet's RecordIO: framing, index, headers of images and identities, reading in place through memory maps, and
 * writing.
 */
package org.idem.data.recordio;
