package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.LossConfig;

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
        if (plan.config().loss() instanceof LossConfig.LVFace staged) {
            return staged.byEpoch() ? (long) staged.boundaries().get(change) * plan.steps() : -1;
        }
        return (long) plan.config().model().layer().ratioEpochs().get(change) * plan.steps();
    }
}
