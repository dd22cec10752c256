package org.idem.train.margin;

import java.util.Map;
import org.idem.config.loss.UniFaceLoss;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.DoubleVector;

/**
 * UniFace (Zhou et al., "UniFace: Unified Cross-Entropy Loss for Deep Face Recognition", ICCV 2023): instead of a
 * softmax, a sigmoid for each class with one learned threshold b for all, so that every target lies above and every
 * other class below it. See {@link SigmoidLoss}.
 *
 * @param config the keys
 * @param initialBias b before the first step
 */
public record UniFace(UniFaceLoss config, double initialBias) implements MarginHead {
    static final String BIAS = "bias";

    /** With the config's bias, or ln(10 · competing classes), its authors' choice, where that is 0. */
    public UniFace(UniFaceLoss config, MarginContext context) {
        this(config, config.bias() == 0 ? Math.log(10 * Math.max(1, context.competingClasses())) : config.bias());
    }

    @Override
    public double scale() {
        return config.s();
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(BIAS, initialBias);
    }

    @Override
    public DistributedLoss loss(
            Collective collective,
            Map<String, Double> statistics,
            DistributedLoss.LossShape shape,
            ExtraNegatives extra) {
        return new SigmoidLoss(collective, this, statistics.get(BIAS), shape);
    }

    @Override
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        return new CosFaceMargin(config.m(), statistics.running());
    }
}
