package org.idem.train.margin;

import java.util.Map;

/**
 * CosFace's rule: the target's logit is its cosine less a margin, the same in every row.
 *
 * @param m the margin
 * @param statistics the head's statistics after the micro batch
 */
record CosFaceMargin(double m, Map<String, Double> statistics) implements MarginHead.BatchMargin {
    @Override
    public double target(int row, double cosine) {
        return cosine - m;
    }

    @Override
    public double derivative(int row, double cosine) {
        return 1;
    }
}
