package org.idem.train.margin;

import java.util.Map;
import org.idem.train.collective.Collective;

/**
 * UniFace (Zhou et al., "UniFace: Unified Cross-Entropy Loss for Deep Face Recognition", ICCV 2023): instead of a
 * softmax, a sigmoid for each class with one learned threshold b for all, so that every target lies above and every
 * other class below it. See {@link SigmoidLoss}.
 *
 * @param m subtracted from the target's cosine
 * @param weight λ, of the other classes
 * @param scale s
 * @param startBias b before the first step; ln(10 · classes · sample ratio) by its authors
 */
public record UniFace(double m, double weight, double scale, double startBias) implements MarginHead {
    static final String BIAS = "bias";

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(BIAS, startBias);
    }

    @Override
    public DistributedLoss loss(
            Collective collective, Map<String, Double> statistics, DistributedLoss.LossShape shape) {
        return new SigmoidLoss(collective, this, statistics.get(BIAS), shape);
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        return new CosFaceMargin(m, statistics);
    }
}
