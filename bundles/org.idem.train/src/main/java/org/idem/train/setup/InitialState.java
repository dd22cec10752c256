package org.idem.train.setup;

import java.nio.file.Path;
import org.idem.config.GlobalConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.model.Graphs;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/**
 * What a training begins with: nothing, the weights of another, or a checkpoint to go on from.
 *
 * @param from the checkpoint, or null
 * @param state what it says, or null
 * @param weights where only these are taken over, or null
 */
public record InitialState(Checkpoint from, TrainerState state, StateDictMapping weights) {

    /**
     * The run's own latest checkpoint for a resume; else what {@code Global.checkpoint} or
     * {@code Global.pretrained_model} names: a run, a checkpoint's folder or, for weights, a file of {@link Weights}.
     *
     * @throws InputException if it is not there, damaged, or of another network
     */
    public static InitialState of(RunDirectory run, TrainingPlan plan, boolean resume) {
        GlobalConfig global = plan.config().global();
        if (resume) {
            return fromCheckpoint(new CheckpointStore(run.checkpoints())
                    .latest()
                    .orElseThrow(() -> new InputException(Problem.error(
                            run.checkpoints(),
                            "",
                            "There is no checkpoint to resume from",
                            "train without --resume"))));
        }
        if (global.start().checkpoint() != null) {
            return fromCheckpoint(NamedCheckpoint.folder(global.start().checkpoint()));
        }
        Path named = global.start().pretrainedModel();
        return new InitialState(null, null, named == null ? null : transfer(named, plan));
    }

    private static InitialState fromCheckpoint(Path folder) {
        Checkpoint from = Checkpoint.at(folder);
        return new InitialState(from, from.state(), null);
    }

    private static StateDictMapping transfer(Path named, TrainingPlan plan) {
        boolean ours = RunDirectory.isRun(named) || Checkpoint.isAt(named);
        Weights weights = ours ? Weights.of(Checkpoint.at(NamedCheckpoint.folder(named))) : Weights.open(named);
        StateDictMapping mapping = StateDictMapping.of(weights, Graphs.graph(plan.model()), plan.classes());
        mapping.requireMost();
        return mapping;
    }

    /** Whether steps were already taken. */
    public boolean isResumed() {
        return from != null;
    }

    /** Returns the position that the training begins at. */
    public TrainingPosition position(TrainingPlan plan) {
        return isResumed() ? TrainingPosition.after(state, plan) : TrainingPosition.START;
    }

    /** Precision that the training began with, or null. */
    public String precision() {
        return isResumed() ? state.precision() : null;
    }

    /** How often the training went back before; a lower learning rate stays lower. */
    public RollbackState rollbacks() {
        return isResumed() ? state.rollbacks() : RollbackState.NONE;
    }

    /** Best verification accuracy so far, {@link TrainerState#NO_BEST} where there is none. */
    public double best() {
        return isResumed() ? state.best() : TrainerState.NO_BEST;
    }

    /**
     * Logs what the training begins with.
     *
     * @param configCrc CRC-32C of the run's config
     * @throws InputException if the checkpoint is of other identities, or class centers do not fit on their disk
     */
    public void announce(TrainingPlan plan, RunDirectory run, long configCrc, SetupLog log) {
        CenterFolder.announce(plan, run, log);
        if (isResumed()) {
            announceCheckpoint(plan, configCrc, log);
        } else if (weights != null) {
            weights.notes().forEach(log::info);
            weights.warnings().forEach(log::warning);
        }
    }

    private void announceCheckpoint(TrainingPlan plan, long configCrc, SetupLog log) {
        if (state.division().classes() != plan.classes()) {
            throw new InputException(Problem.error(
                    from.folder(),
                    "Model.class_num",
                    "The checkpoint has " + Units.count(state.division().classes()) + " identities, the training has "
                            + Units.count(plan.classes()),
                    "resume with the training set that the checkpoint was made with"));
        }
        if (state.config() != configCrc) {
            log.warning("The config was changed since the checkpoint; its values hold from here on");
        }
        String optimizer = plan.config().optimizer().name();
        if (!state.optimizer().name().equals(optimizer)) {
            log.warning(
                    "The checkpoint was trained with " + state.optimizer().name() + "; " + optimizer + " begins anew");
        }
        TrainingPosition at = position(plan);
        if (at.step() != state.step()) {
            log.info("Step " + state.step() + " of " + state.division().globalBatch() + " images each is step "
                    + at.step() + " of " + TrainingPosition.division(plan).globalBatch());
        }
        log.info("Finish load checkpoint from step " + at.step() + ", epoch " + at.epoch() + ", batch " + at.batch());
    }

    /** Sets the state of one rank; a new training without weights of another keeps its random ones. */
    public void restore(ReplicaState replica) {
        if (isResumed()) {
            replica.restore(from);
        } else if (weights != null) {
            weights.copyTo(replica.backbone());
            weights.copyTo(replica.centers());
        }
    }
}
