package org.idem.plan;

/**
 * A point of the learning rate's curve.
 *
 * @param step counted from 0
 * @param rate learning rate of that step
 */
public record RatePoint(long step, double rate) {}
