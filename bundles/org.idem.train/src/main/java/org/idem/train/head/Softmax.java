package org.idem.train.head;

import java.util.Arrays;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;

/**
 * Cross entropy over the classes of all workers, with the margin on the target. Rows are the global batch, columns this
 * worker's sampled classes; the row maximum and the row sum are taken over all workers, so nothing overflows and every
 * worker knows the loss.
 */
final class Softmax {
    private final Collective workers;
    private final Margin margin;
    private final int[] targets;
    private final double share;
    private double loss;

    /** Targets are columns, −1 in rows whose class another worker holds. */
    Softmax(Collective workers, Margin margin, int[] targets, double share) {
        this.workers = workers;
        this.margin = margin;
        this.targets = targets;
        this.share = share;
    }

    /** Mean loss of the batch, known after {@link #backward}. */
    double loss() {
        return loss;
    }

    /** Gradient of share · mean loss with respect to the cosines [rows, classes], which are left as they are. */
    Tensor backward(Tensor cosines) {
        int n = targets.length;
        Tensor logits = cosines.copy();
        Tensor flat = logits.view(logits.count());
        Tensor places = places(cosines.size(1));
        float[] own = flat.rows(places).toFloats();
        float[] shifted = new float[own.length];
        double[] slopes = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            shifted[i] = (float) margin.target(own[i]);
            slopes[i] = margin.slope(own[i]);
        }
        flat.putRows_(places, Tensor.of(shifted, shifted.length));

        logits.mul_(margin.scale());
        Tensor largest = logits.rowMax();
        workers.allReduceMax(largest);
        logits.sub_(largest.view(n, 1)).exp_();
        Tensor sums = Tensor.zeros(2, n);
        sums.narrow(0, 1).copy_(logits.rowSum().view(1, n));
        sums.narrow(1, 1).copyFrom(targetLogits(shifted));
        workers.allReduceSum(sums);
        loss = meanLoss(sums.toFloats(), largest.toFloats());

        double factor = share * margin.scale() / n;
        logits.div_(sums.narrow(0, 1).view(n, 1)).mul_(factor);
        float[] gradient = flat.rows(places).toFloats();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) ((gradient[i] - factor) * slopes[i]);
        }
        flat.putRows_(places, Tensor.of(gradient, gradient.length));
        return logits;
    }

    /** Where the targets that this worker holds stand in the flattened matrix. */
    private Tensor places(long columns) {
        long[] places = new long[targets.length];
        int count = 0;
        for (int row = 0; row < targets.length; row++) {
            if (targets[row] >= 0) {
                places[count++] = row * columns + targets[row];
            }
        }
        return Tensor.indices(Arrays.copyOf(places, count));
    }

    private float[] targetLogits(float[] shifted) {
        float[] scaled = new float[targets.length];
        int next = 0;
        for (int row = 0; row < targets.length; row++) {
            if (targets[row] >= 0) {
                scaled[row] = (float) (margin.scale() * shifted[next++]);
            }
        }
        return scaled;
    }

    private double meanLoss(float[] sums, float[] largest) {
        int n = targets.length;
        double total = 0;
        for (int row = 0; row < n; row++) {
            total += Math.log(sums[row]) + largest[row] - sums[n + row];
        }
        return total / n;
    }
}
