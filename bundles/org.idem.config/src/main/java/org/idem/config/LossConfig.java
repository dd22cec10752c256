package org.idem.config;

import java.util.List;

/** The margin head that {@code Loss.Train} names; s scales its logits. */
public sealed interface LossConfig {
    /** Scale of the logits. */
    double s();

    /** The head's name in the config. */
    default String key() {
        return getClass().getSimpleName() + "Loss";
    }

    /**
     * {@code MarginLoss}: the target's logit is {@code s * (cos(m1 * theta + m2) - m3)}.
     *
     * @param m1 factor of the angle (SphereFace)
     * @param m2 added angle in radians (ArcFace)
     * @param m3 subtracted cosine (CosFace)
     * @param s scale of the logits
     * @param straightThrough whether the margin is left out of the derivative, as in arcface_torch
     * @param filter cosine above which other classes are left out of the softmax's competition; 0 for none
     */
    record Margin(double m1, double m2, double m3, double s, boolean straightThrough, double filter)
            implements LossConfig {}

    /**
     * {@code AdaFaceLoss}.
     *
     * @param m margin
     * @param h concentration
     * @param rate by which the running mean and deviation of the norms follow a batch
     * @param s scale of the logits
     * @param straightThrough whether the margin is left out of the derivative, as in CVLface
     */
    record AdaFace(double m, double h, double rate, double s, boolean straightThrough) implements LossConfig {}

    /**
     * {@code CurricularFaceLoss}.
     *
     * @param m added angle in radians
     * @param rate by which the running mean of the targets' cosines follows a batch
     * @param s scale of the logits
     */
    record CurricularFace(double m, double rate, double s) implements LossConfig {}

    /**
     * {@code MagFaceLoss}.
     *
     * @param lowerNorm smallest norm that is told apart
     * @param upperNorm largest norm that is told apart
     * @param lowerMargin angle in radians at the smallest
     * @param upperMargin angle in radians at the largest
     * @param weight of the norm's own loss
     * @param easyMargin whether targets with a negative cosine have no margin
     * @param s scale of the logits
     */
    record MagFace(
            double lowerNorm,
            double upperNorm,
            double lowerMargin,
            double upperMargin,
            double weight,
            boolean easyMargin,
            double s)
            implements LossConfig {}

    /**
     * {@code ElasticFaceLoss}.
     *
     * @param angular whether margins are added to the angle
     * @param plus whether margins go by the targets' cosines
     * @param mean of the margins
     * @param deviation of the margins
     * @param s scale of the logits
     */
    record ElasticFace(boolean angular, boolean plus, double mean, double deviation, double s) implements LossConfig {}

    /**
     * {@code UniFaceLoss}.
     *
     * @param m subtracted from the target's cosine
     * @param weight of the other classes
     * @param s scale of the logits
     * @param bias threshold before the first step; 0 to take it from the number of classes
     */
    record UniFace(double m, double weight, double s, double bias) implements LossConfig {}

    /**
     * {@code LVFaceLoss}: CosFace in three stages.
     *
     * @param m subtracted from the target's cosine
     * @param rate by which the running mean of the targets' squared cosines follows a batch
     * @param s scale of the logits
     * @param byEpoch whether stages change by epoch; otherwise by the running mean
     * @param thresholds of the running mean from which the second and the third stage last
     * @param boundaries epochs, counted from 0, with which they begin; empty unless by epoch
     * @param ratios parts of the class centers that take part in a step, one for each stage
     */
    record LVFace(
            double m,
            double rate,
            double s,
            boolean byEpoch,
            List<Double> thresholds,
            List<Integer> boundaries,
            List<Double> ratios)
            implements LossConfig {
        public LVFace {
            thresholds = List.copyOf(thresholds);
            boundaries = List.copyOf(boundaries);
            ratios = List.copyOf(ratios);
        }
    }
}
