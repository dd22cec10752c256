package org.idem.config;

/**
 * The keys that only Adafactor has.
 *
 * @param epsilon added to squared gradients
 * @param leastScale smallest root mean square of a tensor that its step is measured by
 * @param clipThreshold largest root mean square of an update
 * @param decayRate exponent, at most 0, by which older squares lose weight
 * @param beta1 decay of the average of updates, 0 for none
 * @param scaleParameter whether steps are measured by the tensor's root mean square
 * @param vectorsDecay whether tensors of one axis have weight decay
 */
public record AdafactorConfig(
        double epsilon,
        double leastScale,
        double clipThreshold,
        double decayRate,
        double beta1,
        boolean scaleParameter,
        boolean vectorsDecay) {}
