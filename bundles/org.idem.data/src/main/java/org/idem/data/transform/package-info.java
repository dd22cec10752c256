/** From a decoded picture to the floats that a network takes: PLSC's transforms of its face configs. */
package org.idem.data.transform;
