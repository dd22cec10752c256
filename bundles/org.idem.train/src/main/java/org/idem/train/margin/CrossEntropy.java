package org.idem.train.margin;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;

/**
 * Softmax cross entropy, log(1 + A) with A the {@link NegativeLogSumExp} of the class centers; with class expectations log(1 + A
 * + B), B being theirs (LVFace; You et al., arXiv 2501.13420).
 */
public final class CrossEntropy implements DistributedLoss {
    /** Negatives beside the class centers, which join their softmax; LVFace's class expectations are some. */
    public interface MoreNegatives {
        /** Reduces what was accumulated over all ranks; collective. */
        NegativeLogSumExp settle();

        /** Takes the derivative by the targets, once the loss has weighed what {@link #settle} gave. */
        void weighTargets();
    }

    private final int rows;
    private final double factor;
    private final NegativeLogSumExp centers;
    /** Null where centers are all. */
    private final MoreNegatives expectations;

    /** With logits times the scale. */
    CrossEntropy(Collective workers, double scale, Extent extent) {
        this(workers, scale, extent, null);
    }

    /** Over centers and expectations, whose pass ends its look with this one and belongs to its maker. */
    public CrossEntropy(Collective workers, double scale, Extent extent, MoreNegatives expectations) {
        this.rows = extent.rows();
        this.factor = extent.share() * scale / rows;
        this.centers = new NegativeLogSumExp(workers, scale, extent);
        this.expectations = expectations;
    }

    @Override
    public void look(int lane, Tensor logits) {
        centers.look(lane, logits);
    }

    @Override
    public double settle(float[] targets) {
        List<NegativeLogSumExp> sums = new ArrayList<>(List.of(centers));
        centers.settle(targets);
        if (expectations != null) {
            sums.add(expectations.settle());
        }
        double total = 0;
        double[] logs = new double[rows];
        for (int row = 0; row < rows; row++) {
            logs[row] = logOfOneAnd(sums, row);
            total += logs[row];
        }
        sums.forEach(sum -> sum.weigh(factor, logs));
        if (expectations != null) {
            expectations.weighTargets();
        }
        return total / rows;
    }

    /** log(1 + the row's sums), exact also where they are small beside 1. */
    private static double logOfOneAnd(List<NegativeLogSumExp> sums, int row) {
        double most = 0;
        for (NegativeLogSumExp sum : sums) {
            most = Math.max(most, sum.log(row));
        }
        double rest = most == 0 ? 0 : Math.exp(-most) - 1;
        for (NegativeLogSumExp sum : sums) {
            rest += Math.exp(sum.log(row) - most);
        }
        return most + Math.log1p(rest);
    }

    @Override
    public void toGradient(int lane, Tensor logits) {
        centers.toGradient(logits);
    }

    @Override
    public double targetGradient(int row, double logit) {
        return centers.targetGradient(row);
    }

    @Override
    public void close() {
        centers.close();
    }
}
