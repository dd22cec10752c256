package org.idem.train.loop;

import java.nio.file.Path;
import java.util.List;
import org.idem.config.GlobalConfig;
import org.idem.core.AtomicFiles;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;

/** Writes the checkpoints of a run and deletes old ones. */
final class CheckpointSaver {
    private final CheckpointStore checkpoints;
    private final TrainingPlan plan;
    private final PrecisionChoice precision;
    private final List<Replica> replicas;
    private final long configCrc;

    CheckpointSaver(CheckpointStore checkpoints, RankZeroCoordinator.TrainingContext subject, long configCrc) {
        this.checkpoints = checkpoints;
        this.plan = subject.plan();
        this.precision = subject.precision();
        this.replicas = subject.replicas();
        this.configCrc = configCrc;
    }

    CheckpointStore checkpoints() {
        return checkpoints;
    }

    /**
     * Writes a checkpoint; it stands whole or not at all.
     *
     * @param rate learning rate of the last step
     * @param best best verification accuracy so far
     */
    void save(TrainingPosition at, double rate, double best, RollbackState setbacks) {
        Path staged = checkpoints.stage(at.step());
        try {
            Replica first = replicas.get(0);
            Checkpoint checkpoint =
                    Checkpoint.writeInto(staged, ModelDescription.of(plan), first.backbone(), first.optimizer());
            if (first.average() != null) {
                checkpoint.writeAverage(first.backbone(), first.average());
            }
            boolean divided = plan.config().model().layer().modelParallel();
            replicas.subList(0, divided ? replicas.size() : 1)
                    .forEach(replica -> checkpoint.writeCenters(replica.centers()));
            checkpoint.seal(state(at, rate, best, setbacks));
            checkpoints.commit(staged, at.step());
        } catch (RuntimeException e) {
            AtomicFiles.deleteTree(staged);
            throw e;
        }
        if (best > before(checkpoints.bestValue())) {
            checkpoints.markBest(at.step(), "accuracy", best);
        }
        checkpoints.prune(plan.config().global().keepCheckpoints(), none -> false);
    }

    private static double before(double marked) {
        return Double.isNaN(marked) ? TrainerState.NO_BEST : marked;
    }

    private TrainerState state(TrainingPosition at, double rate, double best, RollbackState setbacks) {
        LossScaler scaler = replicas.get(0).lossScaler();
        MovingAverage average = replicas.get(0).average();
        GlobalConfig global = plan.config().global();
        return new TrainerState(
                at.step(),
                at.epoch(),
                at.batch(),
                plan.steps(),
                global.seed(),
                plan.world(),
                plan.config().train().batchSize(),
                plan.images(),
                plan.classes(),
                precision.key(),
                plan.config().optimizer().name(),
                replicas.get(0).optimizer().steps(),
                rate,
                best,
                configCrc,
                replicas.get(0).headStatistics(),
                scaler == null ? null : scaler.state(),
                average == null ? 0 : average.steps(),
                setbacks.count(),
                setbacks.rateFactor());
    }
}
