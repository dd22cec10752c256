package org.idem.config;

/**
 * When a training verifies: {@code Global.eval_…}.
 *
 * @param enabled whether it verifies at all
 * @param interval steps or epochs between verifications; less than 1 counts as 1
 * @param byStep whether {@code interval} counts steps, else epochs
 */
public record EvaluationConfig(boolean enabled, int interval, boolean byStep) {}
