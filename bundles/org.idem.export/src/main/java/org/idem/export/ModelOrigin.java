package org.idem.export;

import java.nio.file.Path;
import org.idem.config.ExperimentConfig;
import org.idem.metrics.KFold;
import org.idem.metrics.KFoldSettings;

/**
 * Where the weights of a model come from.
 *
 * @param path folder of the checkpoint, or the file
 * @param weights the file of the weights themselves
 * @param step optimizer steps, 0 where the model does not say
 * @param config what it was trained with; null where nobody knows
 */
public record ModelOrigin(Path path, Path weights, long step, ExperimentConfig config) {
    /** Whether verification adds the embedding of the mirrored image: as in the training, else as is usual, yes. */
    public boolean flipTest() {
        return config == null || config.metric().flipTest();
    }

    /** How accuracy is measured: as in the training, else over ten folds. */
    public KFoldSettings folds() {
        return config == null
                ? new KFoldSettings(KFold.USUAL_FOLDS, 0)
                : new KFoldSettings(config.metric().folds(), config.metric().components());
    }

    /** SHA-256 of the weights, hexadecimal; reads the file. */
    public String hash() {
        return Hashes.sha256(weights);
    }
}
