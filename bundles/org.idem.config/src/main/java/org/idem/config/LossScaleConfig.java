package org.idem.config;

/**
 * Section {@code FP16.GradScaler}.
 *
 * @param initial first loss scale
 * @param largest largest loss scale
 * @param growth factor after {@code soundSteps} steps without overflow
 * @param decline factor after {@code overflows} steps with overflow
 * @param soundSteps sound steps in a row before the scale grows
 * @param overflows steps with overflow in a row before it shrinks
 * @param dynamic whether it changes at all
 */
public record LossScaleConfig(
        double initial,
        double largest,
        double growth,
        double decline,
        int soundSteps,
        int overflows,
        boolean dynamic) {}
