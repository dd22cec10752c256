package org.idem.config;

/**
 * Section {@code FP16.GradScaler}: how the factor of the loss moves.
 *
 * @param initial init_loss_scaling: factor of the first step, above 0
 * @param largest max_loss_scaling: largest factor
 * @param growth incr_ratio: what the factor is multiplied by after {@code soundSteps} steps without overflow
 * @param decline decr_ratio: what it is multiplied by after {@code overflows} steps with overflow
 * @param soundSteps incr_every_n_steps: steps without overflow in a row before it grows
 * @param overflows decr_every_n_nan_or_inf: steps with overflow in a row before it shrinks
 * @param dynamic use_dynamic_loss_scaling: whether it moves at all
 */
public record LossScaleConfig(
        double initial,
        double largest,
        double growth,
        double decline,
        int soundSteps,
        int overflows,
        boolean dynamic) {}
