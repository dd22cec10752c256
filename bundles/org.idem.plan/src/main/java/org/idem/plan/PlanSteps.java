package org.idem.plan;

import org.idem.config.ExperimentConfig;
import org.idem.input.sampler.RankPartition;
import org.idem.input.sampler.Samplers;

/**
 * Numbers of steps that follow from a config.
 *
 * @param config the config
 * @param images number of images of the training set
 * @param world number of ranks
 */
record PlanSteps(ExperimentConfig config, int images, int world) {

    /** Number of steps in an epoch. A last batch of a single image is left out: batch statistics need two. */
    int ofEpoch() {
        RankPartition partition = Samplers.partition(config.train(), images, world);
        int batches = partition.batches();
        return batches > 0 && partition.length(batches - 1) < 2 ? batches - 1 : batches;
    }

    /** Number of steps of the whole training. */
    long total() {
        long all = (long) ofEpoch() * config.global().epochs();
        int limit = config.global().maxSteps();
        return limit > 0 ? Math.min(limit, all) : all;
    }

    /** Number of steps of the warm-up, which may be more than the training has. */
    long warmUp() {
        return schedules().warmUpSteps(config.schedule());
    }

    /** The schedules of the training. */
    Schedules schedules() {
        boolean byEpoch = config.schedule().decayUnit().equals("epoch");
        return new Schedules(byEpoch, ofEpoch(), config.global().epochs());
    }
}
