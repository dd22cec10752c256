package org.idem.protocol;

/**
 * How far an exported network is from the trained one, over the same images.
 *
 * @param crops images compared
 * @param minCosine smallest cosine between the two embeddings of an image
 * @param maxAbsDifference largest difference between two numbers of them
 */
public record ParityFigures(int crops, double minCosine, double maxAbsDifference) {}
