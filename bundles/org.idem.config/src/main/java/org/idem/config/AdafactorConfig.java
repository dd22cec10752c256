package org.idem.config;

/**
 * The keys of section {@code Optimizer} that only Adafactor has.
 *
 * @param epsilon added to squared gradients
 * @param leastScale smallest root mean square of a tensor that its step is measured by
 * @param clipThreshold largest root mean square of an update before the learning rate
 * @param decayRate exponent, at most 0: the squared gradients of step t enter their average with the weight t^decayRate
 * @param beta1 weight of the old average of updates, [0, 1); 0 for no average
 * @param scaleParameter whether the learning rate of a tensor is multiplied by its root mean square
 * @param vectorsDecay whether tensors of one axis have weight decay
 */
public record AdafactorConfig(
        double epsilon,
        double leastScale,
        double clipThreshold,
        double decayRate,
        double beta1,
        boolean scaleParameter,
        boolean vectorsDecay) {
    /** Weight of the old average of squared gradients in step t, counted from 1. */
    public double beta2(long t) {
        return 1 - Math.pow(t, decayRate);
    }
}
