package org.idem.train.kernels;

/**
 * Mean and deviation of each channel over a batch.
 *
 * @param mean by channel
 * @param variance by channel, the mean square of the deviations
 * @param inverse 1 / √(variance + epsilon) by channel
 */
public record BatchMoments(double[] mean, double[] variance, double[] inverse) {
    /**
     * From sums over the rows.
     *
     * @param origins what was subtracted from the values of each channel
     * @param sums of what was left
     * @param squares of what was left
     */
    static BatchMoments of(int rows, double[] origins, double[] sums, double[] squares, double epsilon) {
        double[] mean = new double[sums.length];
        double[] variance = new double[sums.length];
        double[] inverse = new double[sums.length];
        for (int channel = 0; channel < mean.length; channel++) {
            double distance = sums[channel] / rows;
            mean[channel] = origins[channel] + distance;
            variance[channel] = Math.max(0, squares[channel] / rows - distance * distance);
            inverse[channel] = 1 / Math.sqrt(variance[channel] + epsilon);
        }
        return new BatchMoments(mean, variance, inverse);
    }
}
