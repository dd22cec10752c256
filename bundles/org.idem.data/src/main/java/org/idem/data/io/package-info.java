/** Large files read in place: through memory maps, as bytes or as lines of text. */
package org.idem.data.io;
