package org.idem.train.loop;

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
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/**
 * What a training begins with: nothing, the weights of another, or a checkpoint to go on from.
 *
 * @param from the checkpoint, or null
 * @param state what it says, or null
 * @param weights where only these are taken over, or null
 */
record InitialState(Checkpoint from, TrainerState state, StateDictMapping weights) {

    /**
     * The run's own latest checkpoint for a resume; else what {@code Global.checkpoint} or
     * {@code Global.pretrained_model} names: a run, a checkpoint's folder or, for weights, a file of {@link Weights}.
     *
     * @throws InputException if it is not there, damaged, or of another network
     */
    static InitialState of(RunDirectory run, TrainingPlan plan, boolean resume) {
        GlobalConfig global = plan.config().global();
        if (resume) {
            return goingOn(new CheckpointStore(run.checkpoints())
                    .latest()
                    .orElseThrow(() -> new InputException(Problem.error(
                            run.checkpoints(),
                            "",
                            "There is no checkpoint to resume from",
                            "train without --resume"))));
        }
        if (global.checkpoint() != null) {
            return goingOn(folder(global.checkpoint()));
        }
        Path named = global.pretrainedModel();
        return new InitialState(null, null, named == null ? null : transfer(named, plan));
    }

    private static InitialState goingOn(Path folder) {
        Checkpoint from = Checkpoint.at(folder);
        return new InitialState(from, from.state(), null);
    }

    private static Path folder(Path named) {
        return RunDirectory.isRun(named)
                ? new CheckpointStore(RunDirectory.open(named).checkpoints()).resolve("latest")
                : named;
    }

    private static StateDictMapping transfer(Path named, TrainingPlan plan) {
        boolean ours = RunDirectory.isRun(named) || Checkpoint.isAt(named);
        Weights weights = ours ? Weights.of(Checkpoint.at(folder(named))) : Weights.open(named);
        return StateDictMapping.of(weights, Graphs.graph(plan.model()), plan.classes());
    }

    /** Whether steps were already taken. */
    boolean goesOn() {
        return from != null;
    }

    TrainingPosition position(TrainingPlan plan) {
        return goesOn() ? TrainingPosition.after(state, plan) : TrainingPosition.START;
    }

    /** Precision that the training began with, or null. */
    String precision() {
        return goesOn() ? state.precision() : null;
    }

    /** How often the training went back before; a lower learning rate stays lower. */
    RollbackState setbacks() {
        return goesOn() ? new RollbackState(state.rollbacks(), state.rateFactor()) : RollbackState.NONE;
    }

    double best() {
        return goesOn() ? state.best() : TrainerState.NO_BEST;
    }

    /** Says what happens, and refuses a checkpoint of other identities. */
    void announce(TrainingPlan plan, long configCrc, TrainLog log) {
        if (goesOn()) {
            announceCheckpoint(plan, configCrc, log);
        } else if (weights != null) {
            weights.notes().forEach(log::info);
            weights.warnings().forEach(log::warning);
        }
    }

    private void announceCheckpoint(TrainingPlan plan, long configCrc, TrainLog log) {
        if (state.classes() != plan.classes()) {
            throw new InputException(Problem.error(
                    from.folder(),
                    "Model.class_num",
                    "The checkpoint has " + Units.count(state.classes()) + " identities, the training has "
                            + Units.count(plan.classes()),
                    "resume with the training set that the checkpoint was made with"));
        }
        if (state.config() != configCrc) {
            log.warning("The config was changed since the checkpoint; its values hold from here on");
        }
        String optimizer = plan.config().optimizer().name();
        if (!state.optimizer().equals(optimizer)) {
            log.warning("The checkpoint was trained with " + state.optimizer() + "; " + optimizer + " begins anew");
        }
        TrainingPosition at = position(plan);
        log.info("Finish load checkpoint from step " + at.step() + ", epoch " + at.epoch() + ", batch " + at.batch());
    }

    void restore(Replica replica) {
        if (goesOn()) {
            replica.restore(from);
        } else if (weights != null) {
            weights.copyTo(replica.backbone());
            weights.copyTo(replica.centers());
        }
    }
}
