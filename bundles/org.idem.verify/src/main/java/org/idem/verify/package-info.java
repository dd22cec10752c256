/**
 * Judging a model: what embeds images, protocols over it, their results with the original number of every pair, and the
 * pairs that a model gets wrong. Computes no tensor: trained networks and model files implement {@link
 * org.idem.verify.Embedder}.
 */
package org.idem.verify;
