package org.idem.verify.onnx;

import org.idem.metrics.SimilarityThreshold;

/**
 * A threshold that a model's card gives, and what it was measured by. What is not known is NaN.
 *
 * @param set name of the set of pairs
 * @param far false accept rate that it is for, in (0, 1]
 * @param cosine from which two faces are taken for one person
 * @param low lower end of the threshold's 95 % interval, a cosine
 * @param high upper end of it
 * @param tar true accept rate there
 * @param tarLow lower end of the rate's 95 % interval
 * @param tarHigh upper end of it
 * @param errors false accepts that the rate rests on, −1 where it is not known
 * @param pairs pairs of the set, 0 where it is not known
 */
public record CardThreshold(
        String set,
        double far,
        double cosine,
        double low,
        double high,
        double tar,
        double tarLow,
        double tarHigh,
        long errors,
        int pairs) {

    /** The same in other measures. */
    public SimilarityThreshold threshold() {
        return new SimilarityThreshold(cosine);
    }

    /** One of which nothing is known but where it stands. */
    static CardThreshold bare(String set, double far, double cosine) {
        double unknown = Double.NaN;
        return new CardThreshold(set, far, cosine, unknown, unknown, unknown, unknown, unknown, -1, 0);
    }
}
