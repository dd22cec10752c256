package org.idem.config;

/**
 * Section {@code EMA}: a moving average of the weights.
 *
 * @param decay weight of the old average, [0, 1)
 * @param ramps whether the first steps weigh more
 * @param verified whether verification uses the averaged weights
 * @param afterEpoch last epoch that is still verified with the trained weights
 */
public record EmaConfig(double decay, boolean ramps, boolean verified, int afterEpoch) {
    /** Whether weights of this epoch, counted from 1, are verified by their average. */
    public boolean verifies(int epoch) {
        return verified && epoch > afterEpoch;
    }
}
