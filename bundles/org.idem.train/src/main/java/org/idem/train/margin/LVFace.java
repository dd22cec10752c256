package org.idem.train.margin;

import java.util.HashMap;
import java.util.Map;

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
 * @param m subtracted from the target's cosine, both to its center and to its expectation
 * @param rate by which the running mean follows a batch
 * @param scale s, by which all cosines are multiplied
 * @param change when the stages change
 */
public record LVFace(double m, double rate, double scale, Change change) implements MarginHead {
    private static final String STAGE = "stage";
    private static final String SQUARE = "target_square";

    /** When the stages change. */
    public sealed interface Change {
        /**
         * Stage of a step.
         *
         * @param before stage of the step before
         * @param square running mean of the squared cosines of the targets
         */
        LvFaceStage stage(LvFaceStage before, double square, long step);
    }

    /** Once the running mean of the targets' squared cosines has passed these, the second larger than the first. */
    public record ByCosine(double stabilisation, double refinement) implements Change {
        @Override
        public LvFaceStage stage(LvFaceStage before, double square, long step) {
            LvFaceStage reached = stageOf(square >= stabilisation, square >= refinement);
            return reached.compareTo(before) > 0 ? reached : before;
        }
    }

    /** From these steps on, counted from 0, the second larger than the first. */
    public record ByStep(long stabilisation, long refinement) implements Change {
        @Override
        public LvFaceStage stage(LvFaceStage before, double square, long step) {
            return stageOf(step >= stabilisation, step >= refinement);
        }
    }

    private static LvFaceStage stageOf(boolean second, boolean third) {
        if (third) {
            return LvFaceStage.REFINEMENT;
        }
        return second ? LvFaceStage.STABILISATION : LvFaceStage.ALIGNMENT;
    }

    @Override
    public Map<String, Double> initialStatistics() {
        return Map.of(STAGE, 1.0, SQUARE, 0.0);
    }

    @Override
    public boolean needsExpectations() {
        return true;
    }

    @Override
    public LvFaceStage stage(Map<String, Double> statistics) {
        return LvFaceStage.values()[statistics.get(STAGE).intValue() - 1];
    }

    @Override
    public Map<String, Double> beginStep(Map<String, Double> statistics, long step) {
        LvFaceStage now = change.stage(stage(statistics), statistics.get(SQUARE), step);
        return with(statistics, STAGE, now.ordinal() + 1.0);
    }

    private static Map<String, Double> with(Map<String, Double> statistics, String name, double value) {
        Map<String, Double> changed = new HashMap<>(statistics);
        changed.put(name, value);
        return Map.copyOf(changed);
    }

    @Override
    public boolean needsTargetCosines() {
        return true;
    }

    @Override
    public BatchMargin forBatch(Map<String, Double> statistics, float[] norms, float[] targets) {
        double sum = 0;
        for (float cosine : targets) {
            sum += (double) cosine * cosine;
        }
        double mean = rate * sum / targets.length + (1 - rate) * statistics.get(SQUARE);
        return new CosFaceMargin(m, with(statistics, SQUARE, mean));
    }
}
