package org.idem.verify;

import java.util.BitSet;

/**
 * The embeddings of a set's images.
 *
 * @param dim length of an embedding
 * @param plain [images, dim] row by row, not normalized; rows of damaged images mean nothing
 * @param mirrored the same of the mirror images; null when they were not wanted
 * @param damaged numbers of the images that could not be read
 */
public record ImageEmbeddings(int dim, float[] plain, float[] mirrored, BitSet damaged) {}
