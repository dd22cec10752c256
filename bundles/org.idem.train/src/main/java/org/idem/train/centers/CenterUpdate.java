package org.idem.train.centers;

/**
 * How a step changes class centers.
 *
 * @param rate learning rate, at least 0
 * @param step number of the step, from 0, which random rounding follows from
 */
public record CenterUpdate(CenterOptimizer optimizer, double rate, long step) {}
