package org.idem.config.loss;

/**
 * {@code MarginLoss}: the target's logit is {@code s * (cos(m1 * theta + m2) - m3)}.
 *
 * @param m1 factor of the angle (SphereFace)
 * @param m2 added angle in radians (ArcFace)
 * @param m3 subtracted cosine (CosFace)
 * @param s scale of the logits
 * @param straightThrough whether the margin is left out of the derivative, as in arcface_torch
 * @param filter cosine above which another class counts as the same person under another label: its logit is 0 and it
 *     gets no gradient (inter-class filtering of arcface_torch); 0 for none
 */
public record MarginLoss(
        double m1,
        double m2,
        double m3,
        double s,
        @LossKey(value = "gradient", choice = "straight_through") boolean straightThrough,
        @LossKey("interclass_filtering_threshold") double filter)
        implements LossConfig {
    @Override
    public String headName() {
        return "CombinedMargin";
    }
}
