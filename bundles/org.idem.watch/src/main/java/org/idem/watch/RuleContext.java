package org.idem.watch;

import org.idem.config.DivergenceConfig;

/**
 * What the rules need to know of a run beside its channels.
 *
 * @param limits section {@code Global.divergence} of its config
 * @param competingClasses classes that a sample is told apart from in a step, at least 2
 * @param peakRate largest learning rate of its schedule, above 0; NaN where rates are not known
 * @param totalSteps steps of the whole training; 0 where that is not known
 */
public record RuleContext(DivergenceConfig limits, double competingClasses, double peakRate, long totalSteps) {
    public RuleContext {
        competingClasses = Math.max(2, competingClasses);
    }
}
