/** From a decoded picture to the floats that a network takes: the transforms of PLSC's face configs, and augmentations. */
package org.idem.input.transform;
