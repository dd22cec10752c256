/**
 * Trained weights as something that embeds images.
 */
package org.idem.train.embed;
