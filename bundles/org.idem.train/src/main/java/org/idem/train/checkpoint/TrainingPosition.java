package org.idem.train.checkpoint;

import org.idem.plan.TrainingPlan;

/**
 * How far a training is.
 *
 * @param step optimizer steps done
 * @param epoch epoch under way, from 1
 * @param batch batches of it that are done
 */
public record TrainingPosition(long step, int epoch, int batch) {
    /** Before the first step. */
    public static final TrainingPosition START = new TrainingPosition(0, 1, 0);

    /** Where a training goes on; exact where nothing changed, else after about as many images of the epoch. */
    public static TrainingPosition after(TrainerState state, TrainingPlan plan) {
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

    /** After one step more. */
    public TrainingPosition next() {
        return new TrainingPosition(step + 1, epoch, batch + 1);
    }

    /** At the beginning of the next epoch. */
    public TrainingPosition nextEpoch() {
        return new TrainingPosition(step, epoch + 1, 0);
    }
}
