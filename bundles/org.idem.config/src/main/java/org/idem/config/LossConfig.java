package org.idem.config;

/**
 * {@code MarginLoss}: the target's logit is {@code s * (cos(m1 * theta + m2) - m3)}.
 *
 * @param m1 factor of the angle (SphereFace)
 * @param m2 added angle in radians (ArcFace)
 * @param m3 subtracted cosine (CosFace)
 * @param s scale of the logits
 */
public record LossConfig(double m1, double m2, double m3, double s) {}
