package org.idem.train.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.idem.train.optim.LossScaler;

/**
 * Where a training was. Random numbers are not part of it: every draw follows from the seed and the place.
 *
 * @param step optimizer steps done
 * @param epoch epoch under way or just ended, from 1
 * @param batch batches done in that epoch
 * @param epochBatches batches of a whole epoch
 * @param seed of the run
 * @param world number of workers
 * @param batchSize images per worker and step
 * @param images of the training set
 * @param classes identities of the classification layer
 * @param precision {@code fp32} or {@code bf16}, as it was chosen
 * @param optimizer name of the optimizer
 * @param optimizerSteps its own count of steps
 * @param rate learning rate of the last step
 * @param best best verification accuracy so far, {@link #NO_BEST} when there was none
 * @param config CRC-32C of the effective config, to notice that it was edited since
 * @param head running statistics of the margin head by name
 * @param lossScale scale of the loss with its counts, null where it was not scaled
 * @param averagedSteps steps that the moving average of the weights has taken in, 0 without one
 * @param rollbacks times that the run went back to a checkpoint
 * @param rateFactor what the schedule's learning rates are multiplied by since
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainerState(
        long step,
        int epoch,
        int batch,
        int epochBatches,
        long seed,
        int world,
        int batchSize,
        int images,
        int classes,
        String precision,
        String optimizer,
        long optimizerSteps,
        double rate,
        double best,
        long config,
        Map<String, Double> head,
        LossScaler.State lossScale,
        long averagedSteps,
        int rollbacks,
        double rateFactor) {
    /** {@link #best} where nothing was verified yet. */
    public static final double NO_BEST = -1;

    /** Checkpoints from before there were running statistics or rollbacks have none. */
    public TrainerState {
        rateFactor = rateFactor == 0 ? 1 : rateFactor;
        head = head == null ? Map.of() : Map.copyOf(head);
    }

    /** Images of the epoch that all workers together have seen. */
    public long imagesSeen() {
        return (long) batch * batchSize * world;
    }
}
