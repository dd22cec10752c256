package org.idem.config.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code LVFaceLoss}: CosFace in three stages.
 *
 * @param m subtracted from the target's cosine
 * @param rate share of a batch in the running mean of the targets' squared cosines, in (0, 1]
 * @param s scale of the logits
 * @param byEpoch whether stages change by epoch; otherwise by the running mean
 * @param thresholds running means from which the second and the third stage last
 * @param boundaries epochs, counted from 0, with which they begin; empty unless by epoch
 * @param ratios shares of the class centers that take part in a step, one for each stage
 */
public record LVFaceLoss(
        double m,
        @LossKey("t_alpha") double rate,
        double s,
        @LossKey(value = "stage_by", choice = "epoch") boolean byEpoch,
        List<Double> thresholds,
        List<Integer> boundaries,
        List<Double> ratios)
        implements LossConfig {
    private static final int STAGES = 3;

    public LVFaceLoss {
        thresholds = List.copyOf(thresholds);
        boundaries = List.copyOf(boundaries);
        ratios = List.copyOf(ratios);
    }

    @Override
    public List<Double> stageRatios() {
        return ratios;
    }

    @Override
    public List<Integer> stageEpochs() {
        return byEpoch ? boundaries : List.of();
    }

    @Override
    public boolean needsExpectations() {
        return true;
    }

    @Override
    public List<Contradiction> contradictions() {
        List<Contradiction> found = new ArrayList<>();
        if (ratios.size() != STAGES) {
            found.add(new Contradiction(
                    "ratios", "Must have " + STAGES + " values, not " + ratios.size(), "add or remove values"));
        }
        requireAscending("thresholds", thresholds, found);
        if (byEpoch) {
            requireAscending("boundaries", boundaries, found);
        }
        return found;
    }

    private static <T extends Comparable<T>> void requireAscending(
            String key, List<T> values, List<Contradiction> found) {
        if (values.size() != STAGES - 1 || values.get(0).compareTo(values.get(1)) >= 0) {
            String message = "Must be two values, the second larger, not " + values;
            found.add(new Contradiction(key, message, "give where stages 2 and 3 begin"));
        }
    }
}
