package org.idem.train.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.idem.train.collective.SoloCollective;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class NegativeLogSumExpTest {
    @Test
    void sumsStayFiniteWhereNothingCompetes() {
        TensorScope.run(() -> {
            NegativeLogSumExp sum =
                    new NegativeLogSumExp(new SoloCollective(), 64, new DistributedLoss.LossShape(2, 1, 1));
            sum.reduce(DoubleVector.of(1, -1));
            sum.prepareBackward(1, DoubleVector.of(0, 0));
            assertEquals(Double.NEGATIVE_INFINITY, sum.logs().values()[0]);
            assertEquals(0, Math.abs(sum.targetGradients().values()[1]));
            sum.close();
        });
    }
}
