/**
 * Partial FC, the classification layer: logits of local embeddings against sampled class centers of all ranks, softmax
 * over the ranks, and the gradients of both, in full or tile by tile.
 */
package org.idem.train.layer;
