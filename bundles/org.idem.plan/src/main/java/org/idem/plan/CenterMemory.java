package org.idem.plan;

import org.idem.config.ExperimentConfig;
import org.idem.config.LossConfig;

/** Memory of the class centers with what is remembered of each. */
final class CenterMemory {
    private CenterMemory() {}

    /** Bytes for each class: its center, the optimizer's averages and, for LVFace, its expectation. */
    static long bytesPerClass(ExperimentConfig config) {
        boolean squares = OptimizerKind.of(config.optimizer().name()).keepsSquaresOfCenters();
        int averages = 1 + (squares ? 1 : 0) + (config.loss() instanceof LossConfig.LVFace ? 1 : 0);
        String format = config.model().layer().centerFormat();
        int ofCenter = format.equals("bf16") ? 2 : Float.BYTES;
        int ofAverage = format.equals("fp32") ? Float.BYTES : 2;
        return (long) config.model().numFeatures() * (ofCenter + (long) averages * ofAverage);
    }
}
