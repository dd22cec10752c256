package org.idem.train.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.ValueHistogram;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.layer.LayerObservation;

/**
 * What is only looked at every few steps.
 *
 * @param layer what the classification layer saw
 * @param centersNorm norm of the class centers' gradient of all ranks, before clipping
 * @param blocks what a step moved between rank 0's class centers and their disk, the mean of the steps since the last
 *     observation; none where they are in memory
 */
public record StepObservation(LayerObservation layer, double centersNorm, Optional<BlockTraffic> blocks) {
    private static final int BINS = 100;

    /** What is logged of it as single values, by {@link MetricTags}. */
    Map<String, Double> scalars() {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put(MetricTags.CENTERS_GRADIENT_NORM, centersNorm);
        scalars.put(MetricTags.EMBEDDING_NORM, LayerObservation.mean(layer.norms()));
        scalars.put(MetricTags.POSITIVE_COSINE, LayerObservation.mean(layer.positives()));
        if (layer.negatives().length > 0) {
            scalars.put(MetricTags.NEGATIVE_COSINE, LayerObservation.mean(layer.negatives()));
        }
        scalars.put(MetricTags.MARGIN_VIOLATIONS, layer.violatedShare());
        blocks.ifPresent(moved -> {
            scalars.put(MetricTags.CENTER_BLOCKS_READ, moved.read());
            scalars.put(MetricTags.CENTER_BLOCKS_WRITTEN, moved.written());
            scalars.put(MetricTags.CENTER_BLOCKS_AWAITED, moved.awaited());
            scalars.put(MetricTags.CENTER_WAIT, moved.waitSeconds());
        });
        return scalars;
    }

    /** What is logged of it as histograms, by {@link MetricTags}. */
    Map<String, ValueHistogram> histograms() {
        Map<String, ValueHistogram> histograms = new LinkedHashMap<>();
        histograms.put(MetricTags.POSITIVE_COSINES, ValueHistogram.of(layer.positives(), -1, 1, BINS));
        if (layer.negatives().length > 0) {
            histograms.put(MetricTags.NEGATIVE_COSINES, ValueHistogram.of(layer.negatives(), -1, 1, BINS));
        }
        return histograms;
    }
}
