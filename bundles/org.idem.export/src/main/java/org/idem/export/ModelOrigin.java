package org.idem.export;

import java.nio.file.Path;
import java.util.List;
import org.idem.config.MetricConfig;
import org.idem.core.Sha256;
import org.idem.metrics.KFold;
import org.idem.metrics.KFoldSettings;

/**
 * Where the weights of a model come from, and how it is judged.
 *
 * @param path folder of the checkpoint, or the file
 * @param weights the file of the weights themselves
 * @param step optimizer steps, 0 where the model does not say
 * @param metric how pairs are judged: as in its training, else with mirrored images and ten folds
 * @param thresholds what was measured with these weights, judged so
 */
public record ModelOrigin(Path path, Path weights, long step, MetricConfig metric, List<MeasuredThreshold> thresholds) {
    /** How published figures are measured. */
    static final MetricConfig USUAL = new MetricConfig(true, KFold.USUAL_FOLDS);

    public ModelOrigin {
        thresholds = List.copyOf(thresholds);
    }

    /** Whether the embedding of the mirrored image is added. */
    public boolean flipTest() {
        return metric.flipTest();
    }

    /** How accuracy is measured. */
    public KFoldSettings folds() {
        return new KFoldSettings(metric.folds(), metric.components());
    }

    /** SHA-256 of the weights, hexadecimal; reads the file. */
    public String hash() {
        return Sha256.of(weights);
    }
}
