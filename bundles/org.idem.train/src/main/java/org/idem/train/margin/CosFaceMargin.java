package org.idem.train.margin;

import java.util.Map;
import org.idem.train.tensor.DoubleVector;

/**
 * CosFace's rule: the target's logit is its cosine less a margin, the same in every row.
 *
 * @param m the margin
 * @param statistics the head's statistics after the micro batch
 */
record CosFaceMargin(double m, Map<String, DoubleVector> statistics) implements MarginHead.BatchMargin {
    @Override
    public DoubleVector targets(DoubleVector cosines) {
        return cosines.plus(-m);
    }

    @Override
    public DoubleVector derivatives(DoubleVector cosines) {
        return DoubleVector.constant(1);
    }
}
