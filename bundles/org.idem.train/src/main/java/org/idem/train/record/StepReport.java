package org.idem.train.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.run.MetricTags;
import org.idem.run.ValueHistogram;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.margin.MarginStage;

/**
 * One step as rank 0 saw it.
 *
 * @param position after the step
 * @param result what it computed
 * @param rate learning rate
 * @param stage stage of the margin head in it
 * @param images images of all ranks, at least 1
 * @param seconds seconds that the step took on rank 0, waiting included
 * @param waited seconds blocked on the loader, at least 0, part of {@code seconds}
 * @param workers seconds that each rank's device took for forward and backward pass of the step before, and its host for the
 *     images, waiting for others left out; but what cards of one machine sum in between by NCCL counts. None for one rank
 * @param machine what the machine is busy with, by {@link MetricTags}; empty at most steps
 */
public record StepReport(
        TrainingPosition position,
        StepResult result,
        double rate,
        MarginStage stage,
        int images,
        double seconds,
        double waited,
        double[] workers,
        Map<String, Double> machine) {

    /** Returns what is logged of the step, by {@link MetricTags}, in the order of the log. */
    public Map<String, Double> scalars() {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put(MetricTags.LOSS, result.loss());
        scalars.put(MetricTags.LEARNING_RATE, rate);
        scalars.put(MetricTags.GRADIENT_NORM, result.gradientNorm());
        if (!Double.isNaN(result.lossScale())) {
            scalars.put(MetricTags.LOSS_SCALE, result.lossScale());
        }
        scalars.put(MetricTags.IMAGES_PER_SECOND, images / seconds);
        scalars.put(MetricTags.STEP_SECONDS, seconds);
        scalars.put(MetricTags.DATA_WAIT, waited);
        if (result.observation() != null) {
            scalars.putAll(result.observation().scalars());
        }
        addSkew(scalars);
        scalars.putAll(machine);
        return scalars;
    }

    private void addSkew(Map<String, Double> scalars) {
        double usual = Arrays.stream(workers)
                .sorted()
                .skip((workers.length - 1) / 2)
                .findFirst()
                .orElse(0);
        if (usual > 0) {
            int slowest = 0;
            for (int rank = 1; rank < workers.length; rank++) {
                slowest = workers[rank] > workers[slowest] ? rank : slowest;
            }
            scalars.put(MetricTags.WORKER_SKEW, workers[slowest] / usual - 1);
            scalars.put(MetricTags.SLOWEST_WORKER, (double) slowest);
        }
    }

    /** Returns what is logged of the step as histograms, by {@link MetricTags}; mostly none. */
    public Map<String, ValueHistogram> histograms() {
        return result.observation() == null ? Map.of() : result.observation().histograms();
    }
}
