package org.idem.train.record;

/**
 * What one step computed, equal on every rank.
 *
 * @param loss mean over the global batch before the update; not finite where a logit or a weight is not
 * @param gradientNorm norm of the network's gradient before clipping; NaN where the update was skipped
 * @param lossScale factor of the loss, NaN where it is not scaled
 * @param skipped whether the update was skipped because loss or gradients are not finite on some rank
 * @param nonFinite the value that is not finite, unless a smaller loss scale may help; else null
 * @param observation what was looked at besides; null at most steps and where the update was skipped
 */
public record StepResult(
        double loss,
        double gradientNorm,
        double lossScale,
        boolean skipped,
        NonFiniteValue nonFinite,
        StepObservation observation) {}
