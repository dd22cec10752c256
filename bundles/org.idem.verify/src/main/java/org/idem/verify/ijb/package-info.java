/** The protocols of IJB-B and IJB-C: images pooled to templates, pairs of templates, probes against a gallery. */
package org.idem.verify.ijb;
