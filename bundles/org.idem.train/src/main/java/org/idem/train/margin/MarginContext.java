package org.idem.train.margin;

/**
 * What a head may take from the training it is made for.
 *
 * @param competingClasses number of classes that an embedding is told apart from in a step, at least 1
 * @param stepsPerEpoch number of steps in an epoch
 * @param seed of whatever a head draws at random; the same on every rank
 */
public record MarginContext(double competingClasses, long stepsPerEpoch, long seed) {}
