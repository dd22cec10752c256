package org.idem.train.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.run.MetricTags;
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
 */
public record StepReport(
        TrainingPosition position,
        StepResult result,
        double rate,
        MarginStage stage,
        int images,
        double seconds,
        double waited) {

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
        scalars.put(MetricTags.DATA_WAIT, waited);
        return scalars;
    }
}
