/**
 * From images to embeddings with trained weights, and from pairs of images to their verification.
 */
package org.idem.train.embed;
