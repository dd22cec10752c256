package org.idem.train.checkpoint;

import java.util.Map;
import org.idem.train.optim.LossScaler;

/**
 * Where a training was. Random numbers are not part of it: every draw follows from the seed and the place.
 *
 * @param position steps, epoch and batches done; the epoch may just have ended
 * @param division how the training set was divided into steps
 * @param optimizer what the optimizer had done
 * @param rollbacks how often the run went back to a checkpoint
 * @param seed of the run
 * @param precision {@code fp32} or {@code bf16}, as it was chosen
 * @param best best verification accuracy so far, {@link #NO_BEST} when there was none
 * @param config CRC-32C of the effective config, to notice that it was edited since
 * @param head running statistics of the margin head by name
 * @param lossScale scale of the loss with its counts, null where it was not scaled
 * @param averagedSteps steps that the moving average of the weights has taken in, 0 without one
 */
public record TrainerState(
        TrainingPosition position,
        Division division,
        OptimizerProgress optimizer,
        RollbackState rollbacks,
        long seed,
        String precision,
        double best,
        long config,
        Map<String, Double> head,
        LossScaler.State lossScale,
        long averagedSteps) {
    /** {@link #best} where nothing was verified yet. */
    public static final double NO_BEST = -1;

    public TrainerState {
        head = Map.copyOf(head);
    }

    /**
     * How a training set was divided into steps.
     *
     * @param epochBatches steps of a whole epoch
     * @param world number of ranks
     * @param batchSize images of each rank in a step
     * @param images images of the set
     * @param classes classes of the classification layer
     */
    public record Division(int epochBatches, int world, int batchSize, int images, int classes) {
        /** Images of all ranks in a step, but perhaps the last one of an epoch. */
        public long globalBatch() {
            return (long) batchSize * world;
        }
    }

    /**
     * What an optimizer had done.
     *
     * @param name as {@code Optimizer.name} writes it
     * @param steps its own count of updates; skipped steps do not count
     * @param rate learning rate of the last step
     */
    public record OptimizerProgress(String name, long steps, double rate) {}

    /** Returns the number of steps done. */
    public long step() {
        return position.step();
    }

    /** Epoch under way or just ended, from 1. */
    public int epoch() {
        return position.epoch();
    }

    /** The same at another position. */
    public TrainerState at(TrainingPosition other) {
        return new TrainerState(
                other, division, optimizer, rollbacks, seed, precision, best, config, head, lossScale, averagedSteps);
    }

    /** Images of the epoch that all ranks together have seen. */
    public long imagesSeen() {
        return Math.min(division.images(), position.batch() * division.globalBatch());
    }
}
