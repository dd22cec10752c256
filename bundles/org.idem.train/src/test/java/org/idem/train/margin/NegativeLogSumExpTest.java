package org.idem.train.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.idem.train.collective.SoloCollective;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class NegativeLogSumExpTest {
    @Test
    void sumsStayFiniteWhereNothingCompetes() {
        NegativeLogSumExp none = TensorScope.compute(() -> {
            NegativeLogSumExp sum =
                    new NegativeLogSumExp(new SoloCollective(), 64, new DistributedLoss.LossShape(2, 1, 1));
            sum.reduce(new float[] {1, -1});
            sum.prepareBackward(1, new double[] {0, 0});
            return sum;
        });
        assertEquals(Double.NEGATIVE_INFINITY, none.log(0));
        assertEquals(0, Math.abs(none.targetGradient(1)));
    }
}
