package org.idem.plan;

import org.idem.config.ExperimentConfig;
import org.idem.input.sampler.RankPartition;
import org.idem.input.sampler.Samplers;

/** Numbers of steps that follow from a config and the number of images. */
final class PlanSteps {
    private PlanSteps() {}

    /** Number of steps in an epoch. A last batch of a single image is left out: batch statistics need two. */
    static int ofEpoch(ExperimentConfig config, int images) {
        RankPartition partition =
                Samplers.partition(config.train(), images, config.global().devices());
        int batches = partition.batches();
        return batches > 0 && partition.length(batches - 1) < 2 ? batches - 1 : batches;
    }

    /** Number of steps of the whole training. */
    static long total(ExperimentConfig config, int images) {
        long all = (long) ofEpoch(config, images) * config.global().epochs();
        int limit = config.global().maxSteps();
        return limit > 0 ? Math.min(limit, all) : all;
    }

    /** Number of steps of the warm-up, which may be more than the training has. */
    static long warmUp(ExperimentConfig config, int images) {
        return schedules(config, ofEpoch(config, images)).warmUpSteps(config.schedule());
    }

    /** The schedules of a training with so many steps in an epoch. */
    static Schedules schedules(ExperimentConfig config, int steps) {
        boolean byEpoch = config.schedule().decayUnit().equals("epoch");
        return new Schedules(byEpoch, steps, config.global().epochs());
    }
}
