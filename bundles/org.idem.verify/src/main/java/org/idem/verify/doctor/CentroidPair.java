package org.idem.verify.doctor;

/**
 * Two identities that are alike.
 *
 * @param first number of one
 * @param second number of the other one; above {@code first} where both are of one set
 * @param cosine of their centroids
 */
public record CentroidPair(int first, int second, float cosine) {}
