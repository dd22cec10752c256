package org.idem.config.loss;

/**
 * {@code AdaFaceLoss}.
 *
 * @param m margin
 * @param h concentration of the norms' deviation from their running mean
 * @param rate share of a batch in the running mean and deviation of the norms, in (0, 1]
 * @param s scale of the logits
 * @param straightThrough whether the margin is left out of the derivative and nothing is clipped, as in CVLface
 */
public record AdaFaceLoss(
        double m,
        double h,
        @LossKey("t_alpha") double rate,
        double s,
        @LossKey(value = "gradient", choice = "straight_through") boolean straightThrough)
        implements LossConfig {}
