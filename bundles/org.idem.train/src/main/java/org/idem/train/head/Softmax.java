package org.idem.train.head;

import java.util.Arrays;
import java.util.Map;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;

/**
 * Cross entropy over the classes of all workers, with the head's rules on the cosines. Rows are the global batch, columns
 * this worker's sampled classes; the row maximum and the row sum are taken over all workers, so nothing overflows and
 * every worker knows the loss.
 */
final class Softmax {
    private final Collective workers;
    private final MarginHead head;
    private final Map<String, Double> statistics;
    private final int[] targets;
    private final double share;
    private MarginHead.Rows rules;
    private double loss;
    private float[] normGradient;

    /** Targets are columns, −1 in rows whose class another worker holds. */
    Softmax(Collective workers, MarginHead head, Map<String, Double> statistics, int[] targets, double share) {
        this.workers = workers;
        this.head = head;
        this.statistics = statistics;
        this.targets = targets;
        this.share = share;
    }

    /** Mean loss of the batch, known after {@link #backward}. */
    double loss() {
        return loss;
    }

    /** The head's running statistics after the batch, known after {@link #backward}. */
    Map<String, Double> statistics() {
        return rules.statistics();
    }

    /** Gradient with respect to the norms of all rows, on every worker; null for a head that takes norms as given. */
    float[] normGradient() {
        return normGradient;
    }

    /**
     * Gradient of share · mean loss with respect to the cosines [rows, classes], which are left as they are.
     *
     * @param norms of the embeddings, one a row
     */
    Tensor backward(Tensor cosines, float[] norms) {
        Tensor logits = cosines.copy();
        Tensor flat = logits.view(logits.count());
        int[] held = held();
        Tensor places = places(held, cosines.size(1));
        float[] own = flat.rows(places).toFloats();
        rules = head.rows(statistics, norms, head.comparesTargets() ? everywhere(held, own) : new float[0]);
        Tensor slopes = rules.others(logits);
        flat.putRows_(places, Tensor.of(targetLogits(held, own), own.length));
        toGradient(logits, flat, places);
        float[] gradient = flat.rows(places).toFloats();
        if (slopes != null) {
            logits.mul_(slopes);
        }
        flat.putRows_(places, Tensor.of(throughTarget(held, own, gradient), own.length));
        if (rules.norms() != null) {
            throughNorms(rules.norms(), held, own, gradient);
        }
        return logits;
    }

    private float[] targetLogits(int[] held, float[] cosines) {
        float[] logits = new float[held.length];
        for (int i = 0; i < held.length; i++) {
            logits[i] = (float) rules.target(held[i], cosines[i]);
        }
        return logits;
    }

    /** Turns logits before the scale into the gradient with respect to them, in place. */
    private void toGradient(Tensor logits, Tensor flat, Tensor places) {
        int n = targets.length;
        float[] shifted = flat.rows(places).toFloats();
        logits.mul_(head.scale());
        Tensor largest = logits.rowMax();
        workers.allReduceMax(largest);
        logits.sub_(largest.view(n, 1)).exp_();
        Tensor sums = Tensor.zeros(2, n);
        sums.narrow(0, 1).copy_(logits.rowSum().view(1, n));
        sums.narrow(1, 1).copyFrom(spread(held(), shifted));
        workers.allReduceSum(sums);
        loss = meanLoss(sums.toFloats(), largest.toFloats());

        double factor = share * head.scale() / n;
        logits.div_(sums.narrow(0, 1).view(n, 1)).mul_(factor);
        float[] gradient = flat.rows(places).toFloats();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (gradient[i] - factor);
        }
        flat.putRows_(places, Tensor.of(gradient, gradient.length));
    }

    private float[] throughTarget(int[] held, float[] cosines, float[] gradient) {
        float[] through = new float[gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            through[i] = (float) (gradient[i] * rules.slope(held[i], cosines[i]));
        }
        return through;
    }

    /** The loss of the norms is the same on every worker and counted once; the rest comes from the target's holder. */
    private void throughNorms(MarginHead.Norms norms, int[] held, float[] cosines, float[] gradient) {
        float[] through = new float[held.length];
        for (int i = 0; i < held.length; i++) {
            through[i] = (float) (gradient[i] * norms.targetSlope(held[i], cosines[i]));
        }
        normGradient = everywhere(held, through);
        int n = targets.length;
        for (int row = 0; row < n; row++) {
            normGradient[row] += (float) (share * norms.lossSlope(row) / n);
            loss += norms.loss(row) / n;
        }
    }

    /** Rows whose target this worker holds. */
    private int[] held() {
        int[] held = new int[targets.length];
        int count = 0;
        for (int row = 0; row < targets.length; row++) {
            if (targets[row] >= 0) {
                held[count++] = row;
            }
        }
        return Arrays.copyOf(held, count);
    }

    /** Where the targets that this worker holds stand in the flattened matrix. */
    private Tensor places(int[] held, long columns) {
        return Tensor.indices(Arrays.stream(held)
                .mapToLong(row -> row * columns + targets[row])
                .toArray());
    }

    /** Values of the held rows among all rows, 0 in the others. */
    private float[] spread(int[] held, float[] values) {
        float[] spread = new float[targets.length];
        for (int i = 0; i < held.length; i++) {
            spread[held[i]] = values[i];
        }
        return spread;
    }

    /** Values of all rows, each from the worker that holds its target. */
    private float[] everywhere(int[] held, float[] values) {
        Tensor all = Tensor.of(spread(held, values), targets.length);
        workers.allReduceSum(all);
        return all.toFloats();
    }

    private double meanLoss(float[] sums, float[] largest) {
        int n = targets.length;
        double total = 0;
        for (int row = 0; row < n; row++) {
            total += Math.log(sums[row]) + largest[row] - (float) (head.scale() * sums[n + row]);
        }
        return total / n;
    }
}
