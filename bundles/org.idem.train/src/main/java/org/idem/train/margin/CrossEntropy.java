package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.Tensor;

/**
 * Softmax cross entropy, log(1 + A) with A the {@link NegativeLogSumExp} of the class centers; with extra negatives log(1 + A
 * + B), B being theirs.
 */
final class CrossEntropy implements DistributedLoss {
    private final int rows;
    private final double factor;
    private final NegativeLogSumExp centers;
    /** Null where centers are all. */
    private final ExtraNegatives extra;

    /** Over class centers alone; logits are multiplied by {@code scale}. */
    CrossEntropy(Collective collective, double scale, LossShape shape) {
        this(collective, scale, shape, null);
    }

    /**
     * Over class centers and extra negatives.
     *
     * @param scale s, by which logits are multiplied
     * @param extra to be accumulated by their owner, who closes them; null for none
     */
    CrossEntropy(Collective collective, double scale, LossShape shape, ExtraNegatives extra) {
        this.rows = shape.rows();
        this.factor = shape.weight() * scale / rows;
        this.centers = new NegativeLogSumExp(collective, scale, shape);
        this.extra = extra;
    }

    @Override
    public Tensor accumulate(int thread, Tensor logits) {
        return centers.accumulate(thread, logits);
    }

    @Override
    public Tensor rowFactors(int thread) {
        return centers.rowFactors(thread);
    }

    @Override
    public DoubleVector reduce(DoubleVector targets) {
        List<NegativeLogSumExp> sums = new ArrayList<>(List.of(centers));
        centers.reduce(targets);
        if (extra != null) {
            sums.add(extra.reduce());
        }
        DoubleVector logDenominators =
                log1pSum(sums.stream().map(NegativeLogSumExp::logs).toList());
        sums.forEach(sum -> sum.prepareBackward(factor, logDenominators));
        if (extra != null) {
            extra.backwardTargets();
        }
        return logDenominators.sum().dividedBy(rows);
    }

    /** Logarithm of 1 plus each row's sums, exact also where these are small beside 1. */
    private static DoubleVector log1pSum(List<DoubleVector> logs) {
        DoubleVector largest = logs.get(0).atLeast(0);
        for (DoubleVector log : logs.subList(1, logs.size())) {
            largest = largest.max(log);
        }
        DoubleVector rest = largest.times(-1).exp().plus(-1);
        for (DoubleVector log : logs) {
            rest = rest.plus(log.minus(largest).exp());
        }
        return largest.plus(rest.log1p());
    }

    @Override
    public void backward_(int thread, Tensor logits) {
        centers.backward_(logits);
    }

    @Override
    public DoubleVector targetGradients(DoubleVector logits) {
        return centers.targetGradients();
    }

    /** The gradient is the factor times what the target's probability lacks of 1. */
    @Override
    public DoubleVector.Mask violated(DoubleVector logits) {
        return targetGradients(logits).isLess(-factor / 2);
    }

    @Override
    public void close() {
        centers.close();
    }
}
