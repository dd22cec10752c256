/** The layout of IJB-B and IJB-C: faces with landmarks, templates made of them, pairs of templates, galleries. */
package org.idem.data.ijb;
