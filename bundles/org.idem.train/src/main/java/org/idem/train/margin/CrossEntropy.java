package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
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
    public double reduce(float[] targets) {
        List<NegativeLogSumExp> sums = new ArrayList<>(List.of(centers));
        centers.reduce(targets);
        if (extra != null) {
            sums.add(extra.reduce());
        }
        double total = 0;
        double[] logDenominators = new double[rows];
        for (int row = 0; row < rows; row++) {
            logDenominators[row] = log1pSum(sums, row);
            total += logDenominators[row];
        }
        sums.forEach(sum -> sum.prepareBackward(factor, logDenominators));
        if (extra != null) {
            extra.backwardTargets();
        }
        return total / rows;
    }

    /** Logarithm of 1 plus a row's sums, exact also where these are small beside 1. */
    private static double log1pSum(List<NegativeLogSumExp> sums, int row) {
        double largest = 0;
        for (NegativeLogSumExp sum : sums) {
            largest = Math.max(largest, sum.log(row));
        }
        double rest = largest == 0 ? 0 : Math.exp(-largest) - 1;
        for (NegativeLogSumExp sum : sums) {
            rest += Math.exp(sum.log(row) - largest);
        }
        return largest + Math.log1p(rest);
    }

    @Override
    public void backward_(int thread, Tensor logits) {
        centers.backward_(logits);
    }

    @Override
    public double targetGradient(int row, double logit) {
        return centers.targetGradient(row);
    }

    /** The gradient is the factor times what the target's probability lacks of 1. */
    @Override
    public boolean isViolated(int row, double logit) {
        return targetGradient(row, logit) < -factor / 2;
    }

    @Override
    public void close() {
        centers.close();
    }
}
