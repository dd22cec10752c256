package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.loss.LossConfig;

/**
 * How many classes take part in a step during a part of the training.
 *
 * @param ratio share of the class centers, [0, 1]
 * @param fromStep first step of the part, counted from 0; −1 where it begins when the training has come far enough
 * @param perRank classes of the rank that has most, at most its shard; more where a batch holds more identities
 */
public record SampledClasses(double ratio, long fromStep, int perRank) {

    /** Number of classes of a sample from a shard: none at ratio 0, else at least one. */
    public static int size(double ratio, int classes) {
        return ratio == 0 ? 0 : Math.min(classes, Math.max(1, (int) (ratio * classes)));
    }

    /** All parts of a training, one after the other. */
    static List<SampledClasses> of(TrainingPlan plan) {
        List<Double> ratios = plan.sampleRatios();
        List<SampledClasses> parts = new ArrayList<>();
        for (int i = 0; i < ratios.size(); i++) {
            double ratio = ratios.get(i);
            parts.add(new SampledClasses(
                    ratio,
                    i == 0 ? 0 : begin(plan, i - 1),
                    size(ratio, plan.shards().get(0).count())));
        }
        return List.copyOf(parts);
    }

    private static long begin(TrainingPlan plan, int change) {
        LossConfig loss = plan.config().loss();
        List<Integer> epochs =
                loss.stageRatios().isEmpty() ? plan.config().model().layer().ratioEpochs() : loss.stageEpochs();
        return epochs.isEmpty() ? -1 : (long) epochs.get(change) * plan.steps();
    }
}
