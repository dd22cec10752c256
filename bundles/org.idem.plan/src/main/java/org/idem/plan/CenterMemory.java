package org.idem.plan;

import org.idem.config.ExperimentConfig;
import org.idem.core.MachineMemory;

/**
 * Memory of one class.
 *
 * @param center bytes of its center
 * @param state bytes of the optimizer's averages and, where the head needs it, of its expectation
 */
record CenterMemory(long center, long state) {
    /** Part of the memory from which on centers are kept on disk, where that is left open. */
    private static final double LARGEST_PART = 0.5;

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

    /** Whether a training keeps its class centers on disk. */
    static boolean areOnDisk(ExperimentConfig config, int classes, Processes processes) {
        String storage = config.model().layer().centerStorage();
        long machine = MachineMemory.bytes();
        return storage.equals("disk")
                || storage.equals("auto") && machine > 0 && ofAll(config, classes, processes) > machine * LARGEST_PART;
    }

    /** Bytes of the centers of all ranks of this machine, with all that is remembered of them. */
    static long ofAll(ExperimentConfig config, int classes, Processes processes) {
        int here = config.global().devices() * processes.onThisMachine();
        double copies =
                config.model().layer().modelParallel() ? (double) processes.onThisMachine() / processes.count() : here;
        return (long) (copies * classes * of(config).bytes());
    }

    /** Bytes of all. */
    long bytes() {
        return center + state;
    }
}
