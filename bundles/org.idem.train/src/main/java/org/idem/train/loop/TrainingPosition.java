package org.idem.train.loop;

import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.TrainerState;

/**
 * How far a training is.
 *
 * @param step optimizer steps done
 * @param epoch epoch under way, from 1
 * @param batch batches of it that are done
 */
record TrainingPosition(long step, int epoch, int batch) {
    static final TrainingPosition START = new TrainingPosition(0, 1, 0);

    /** Where a training goes on; exact where nothing changed, else after about as many images of the epoch. */
    static TrainingPosition after(TrainerState state, TrainingPlan plan) {
        long perStep = (long) plan.world() * plan.config().train().batchSize();
        boolean same = state.images() == plan.images()
                && state.world() == plan.world()
                && state.batchSize() == plan.config().train().batchSize();
        double share = Math.min(1, (double) state.imagesSeen() / state.images());
        int batch = same ? state.batch() : (int) Math.min(plan.steps(), share * plan.images() / perStep);
        boolean whole = same ? state.batch() >= plan.steps() : state.batch() >= state.epochBatches();
        return whole
                ? new TrainingPosition(state.step(), state.epoch() + 1, 0)
                : new TrainingPosition(state.step(), state.epoch(), batch);
    }

    TrainingPosition next() {
        return new TrainingPosition(step + 1, epoch, batch + 1);
    }

    TrainingPosition nextEpoch() {
        return new TrainingPosition(step, epoch + 1, 0);
    }
}
