package org.idem.config.loss;

import java.util.List;

/**
 * {@code MagFaceLoss}.
 *
 * @param lowerNorm below which the norm counts as this
 * @param upperNorm above which the norm counts as this, larger than {@code lowerNorm}
 * @param lowerMargin angle in radians at the lower norm
 * @param upperMargin angle in radians at the upper norm
 * @param weight of the norm's own loss
 * @param easyMargin whether targets with a negative cosine have no margin
 * @param s scale of the logits
 */
public record MagFaceLoss(
        @LossKey("l_a") double lowerNorm,
        @LossKey("u_a") double upperNorm,
        @LossKey("l_margin") double lowerMargin,
        @LossKey("u_margin") double upperMargin,
        @LossKey("lambda_g") double weight,
        @LossKey("easy_margin") boolean easyMargin,
        double s)
        implements LossConfig {
    @Override
    public List<Contradiction> contradictions() {
        return upperNorm > lowerNorm
                ? List.of()
                : List.of(new Contradiction("u_a", "Must be larger than l_a", "give 110, for example"));
    }
}
