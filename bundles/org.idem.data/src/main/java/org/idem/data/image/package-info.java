/** One picture: its encoded bytes, its pixels, decoding and encoding, and how damage is reported. */
package org.idem.data.image;
