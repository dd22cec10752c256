/** The order of images: PLSC's distributed sampler, to the last index, and the NumPy random numbers behind it. */
package org.idem.data.sample;
