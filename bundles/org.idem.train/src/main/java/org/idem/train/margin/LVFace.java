package org.idem.train.margin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.config.loss.LVFaceLoss;
import org.idem.train.tensor.DoubleVector;

/**
 * LVFace's progressive cluster optimisation (You et al., arXiv 2501.13420) in three stages. Alignment is CosFace: log(1 +
 * A), with A = Σ e^(s cos j) / e^(s (cos y − m)) over the sampled classes j other than the target y. Stabilisation is
 * log(1 + A + B), where B is the same against class expectations of all ranks, which follow the embeddings.
 * Refinement is as stabilisation, but over all classes and with the expectations left as they are.
 *
 * <p>Losses, the rule of the expectations, that they rest in the last stage, the mean square of the targets' cosines as
 * the measure, and its bounds 0.2 and 0.35 are the paper's; its code for training is not public. Our reading: the two
 * margins that it names are one m; the measure is a running mean, for single batches scatter; a stage that is reached is
 * not left again.
 *
 * @param config the keys
 * @param context tells the steps of an epoch, for stages that change by epoch
 */
public record LVFace(LVFaceLoss config, MarginContext context) implements MarginHead {
    private static final String STAGE = "stage";
    private static final String SQUARE = "target_square";
    private static final List<MarginStage> STAGES = List.of(
            new MarginStage(0, "alignment", false, false),
            new MarginStage(1, "stabilisation", true, true),
            new MarginStage(2, "refinement", true, false));

    @Override
    public double scale() {
        return config.s();
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(STAGE, 1.0, SQUARE, 0.0);
    }

    @Override
    public List<MarginStage> stages() {
        return STAGES;
    }

    @Override
    public MarginStage stage(Map<String, Double> statistics) {
        return STAGES.get(statistics.get(STAGE).intValue() - 1);
    }

    @Override
    public Map<String, Double> beginStep(Map<String, Double> statistics, long step) {
        long epoch = step / context.stepsPerEpoch();
        int stage = config.byEpoch()
                ? countReached(config.boundaries(), epoch)
                : Math.max(stage(statistics).index(), countReached(config.thresholds(), statistics.get(SQUARE)));
        return with(statistics, STAGE, stage + 1.0);
    }

    /** Number of bounds, the second larger than the first, that a value is not below. */
    private static int countReached(List<? extends Number> bounds, double value) {
        return (int)
                bounds.stream().filter(bound -> value >= bound.doubleValue()).count();
    }

    private static Map<String, Double> with(Map<String, Double> statistics, String name, double value) {
        Map<String, Double> changed = new HashMap<>(statistics);
        changed.put(name, value);
        return Map.copyOf(changed);
    }

    @Override
    public BatchMargin forBatch(BatchStatistics statistics, DoubleVector norms, DoubleVector cosines) {
        DoubleVector square = cosines.square().sum().dividedBy(cosines.length());
        return new CosFaceMargin(config.m(), statistics.with(SQUARE, statistics.moved(SQUARE, square, config.rate())));
    }
}
