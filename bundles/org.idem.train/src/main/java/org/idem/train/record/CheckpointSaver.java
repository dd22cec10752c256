package org.idem.train.record;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.idem.core.AtomicFiles;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainerState.OptimizerProgress;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;
import org.idem.train.setup.ReplicaState;

/** Writes the checkpoints of a run and deletes old ones. */
final class CheckpointSaver {
    private final CheckpointStore checkpoints;
    private final TrainingContext context;
    private final CenterSaving centers;
    private final BestAccuracy best;
    private final Supplier<RollbackState> rollbacks;

    /** Saves what is trained. */
    CheckpointSaver(
            CheckpointStore checkpoints,
            TrainingContext context,
            BestAccuracy best,
            Supplier<RollbackState> rollbacks) {
        this.checkpoints = checkpoints;
        this.context = context;
        this.centers = new CenterSaving(context.plan(), context.collective(), context.replica());
        this.best = best;
        this.rollbacks = rollbacks;
    }

    /**
     * Folder of the latest checkpoint.
     *
     * @throws org.idem.core.InputException if there is none
     */
    Path latest() {
        return checkpoints.resolve("latest");
    }

    /** What the latest checkpoint says; empty where there is none. */
    Optional<TrainerState> latestState() {
        return checkpoints.latest().map(folder -> Checkpoint.at(folder).state());
    }

    /** Whether there is a checkpoint of a step already. */
    boolean hasSaved(long step) {
        return checkpoints.list().stream().anyMatch(info -> info.step() == step);
    }

    /** The latest checkpoint as a clause of a sentence. */
    String latestInWords() {
        List<CheckpointInfo> all = checkpoints.list();
        return all.isEmpty()
                ? "there is no checkpoint before it"
                : "the checkpoint of step " + all.get(all.size() - 1).step() + " is the latest";
    }

    /**
     * Writes a checkpoint with all ranks; it stands whole or not at all.
     *
     * @param rate learning rate of the last step
     * @throws java.io.UncheckedIOException if it cannot be written; earlier ones are as they were
     */
    void save(TrainingPosition at, double rate) {
        Path staged = stage(at.step());
        try {
            centers.lead(staged);
            Checkpoint.at(staged).seal(state(at, rate));
            checkpoints.commit(staged, at.step());
        } catch (RuntimeException e) {
            AtomicFiles.deleteTree(staged);
            throw e;
        }
        best.saved(at.step());
    }

    /** Writes what rank 0 has alone. Whatever comes of it, the other ranks wait to hear where to write the rest. */
    private Path stage(long step) {
        Path staged = null;
        try {
            staged = checkpoints.stage(step);
            ReplicaState replica = context.replica();
            Checkpoint checkpoint = Checkpoint.writeInto(
                    staged, ModelDescription.of(context.plan()), replica.backbone(), replica.optimizer());
            if (replica.average() != null) {
                checkpoint.writeAverage(replica.backbone(), replica.average());
            }
            return staged;
        } catch (RuntimeException e) {
            if (staged != null) {
                AtomicFiles.deleteTree(staged);
            }
            centers.release();
            throw e;
        }
    }

    /**
     * Marks the checkpoint of a step if it is the best so far, and deletes old ones.
     *
     * @throws java.io.UncheckedIOException if that cannot be done; no checkpoint suffers from it
     */
    void tidy(long step) {
        if (hasSaved(step) && best.of(step) > before(checkpoints.bestValue())) {
            checkpoints.markBest(step, "accuracy", best.of(step));
        }
        checkpoints.prune(context.plan().config().global().checkpoints().kept(), none -> false);
    }

    private static double before(double marked) {
        return Double.isNaN(marked) ? TrainerState.NO_BEST : marked;
    }

    private TrainerState state(TrainingPosition at, double rate) {
        TrainingPlan plan = context.plan();
        ReplicaState first = context.replica();
        LossScaler scaler = first.lossScaler();
        MovingAverage average = first.average();
        return new TrainerState(
                at,
                TrainingPosition.division(plan),
                new OptimizerProgress(
                        plan.config().optimizer().name(), first.optimizer().steps(), rate),
                rollbacks.get(),
                plan.config().global().seed(),
                context.precision().key(),
                best.upTo(at.step()),
                context.configCrc(),
                first.headStatistics(),
                scaler == null ? null : scaler.state(),
                average == null ? 0 : average.steps());
    }
}
