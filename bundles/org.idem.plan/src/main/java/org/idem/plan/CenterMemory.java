package org.idem.plan;

import org.idem.config.ExperimentConfig;

/**
 * Memory of one class.
 *
 * @param center bytes of its center
 * @param state bytes of the optimizer's averages and, where the head needs it, of its expectation
 */
record CenterMemory(long center, long state) {

    /** For the format and the optimizer of a config. */
    static CenterMemory of(ExperimentConfig config) {
        boolean squares = OptimizerKind.of(config.optimizer().name()).keepsSquaresOfCenters();
        long averages = 1 + (squares ? 1 : 0) + (config.loss().needsExpectations() ? 1 : 0);
        String format = config.model().layer().centerFormat();
        long dim = config.model().numFeatures();
        return new CenterMemory(
                dim * (format.equals("bf16") ? 2 : Float.BYTES),
                dim * averages * (format.equals("fp32") ? Float.BYTES : 2));
    }

    /** Bytes of all. */
    long bytes() {
        return center + state;
    }
}
