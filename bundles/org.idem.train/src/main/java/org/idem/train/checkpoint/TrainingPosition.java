package org.idem.train.checkpoint;

import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.TrainerState.Division;

/**
 * How far a training is.
 *
 * @param step steps done, of those that the plan counts
 * @param epoch epoch under way, from 1
 * @param batch steps of it that are done
 */
public record TrainingPosition(long step, int epoch, int batch) {
    /** The position before the first step. */
    public static final TrainingPosition START = new TrainingPosition(0, 1, 0);

    /**
     * Where a training goes on under a plan: after as many images as the checkpoint had seen, to less than a step. Where
     * the global batch or the set is another than before, steps are counted as if the training had always had it, so that
     * schedule, epochs and the end follow the images.
     */
    public static TrainingPosition after(TrainerState state, TrainingPlan plan) {
        TrainingPosition was = state.position();
        Division now = division(plan);
        boolean same = now.images() == state.division().images()
                && now.globalBatch() == state.division().globalBatch();
        boolean whole = was.batch() >= (same ? plan.steps() : state.division().epochBatches());
        int epoch = whole ? was.epoch() + 1 : was.epoch();
        int batch = 0;
        if (!whole) {
            long seen = state.imagesSeen() * now.images() / state.division().images();
            batch = same ? was.batch() : (int) Math.min(plan.steps(), seen / now.globalBatch());
        }
        return new TrainingPosition((long) (epoch - 1) * plan.steps() + batch, epoch, batch);
    }

    /** How a plan divides its training set. */
    public static Division division(TrainingPlan plan) {
        return new Division(
                plan.steps(), plan.world(), plan.config().train().batchSize(), plan.images(), plan.classes());
    }

    /** Returns the position after one step more. */
    public TrainingPosition next() {
        return new TrainingPosition(step + 1, epoch, batch + 1);
    }

    /** At the beginning of the next epoch. */
    public TrainingPosition nextEpoch() {
        return new TrainingPosition(step, epoch + 1, 0);
    }
}
