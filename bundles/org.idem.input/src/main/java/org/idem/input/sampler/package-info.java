/**
 * The order of images: PLSC's distributed sampler, to the last index, with the NumPy random numbers behind it, and a
 * sampler whose order is computed and nowhere stored.
 */
package org.idem.input.sampler;
