package org.idem.train.loop;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.DataSets;
import org.idem.data.ImageSet;
import org.idem.data.PairSet;
import org.idem.run.Checkpoints;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.State;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Libtorch;

/**
 * Trains one run from its config to its end: sets up data, network and workers, waits for them, and says in the run how
 * it ended.
 */
public final class Trainer {
    private final RunDirectory run;
    private final ExperimentConfig config;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintStream out;

    /** How a training ended well. */
    public enum End {
        /** All steps are done. */
        DONE,
        /** Saved and ended before, because it was asked to. */
        STOPPED
    }

    /**
     * For a run whose config was read.
     *
     * @param out takes the lines of the log
     */
    public Trainer(RunDirectory run, ExperimentConfig config, StopSignal stop, Clock clock, PrintStream out) {
        this.run = run;
        this.config = config;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Trains; whatever goes wrong is in the run's status and log before it is thrown.
     *
     * @param resume go on from the latest checkpoint instead of beginning
     * @throws InputException if config, data or checkpoint are not usable
     * @throws DivergedException if the loss is no longer a number
     */
    public End train(boolean resume) {
        try (StatusBoard status = new StatusBoard(run, clock)) {
            try {
                End end = withData(resume, status);
                status.state(
                        end == End.DONE ? State.DONE : State.STOPPED, end == End.DONE ? "Done" : "Stopped and saved");
                return end;
            } catch (RuntimeException | Error failure) {
                new TrainLog(out, clock, null).error(String.valueOf(failure.getMessage()));
                status.state(State.FAILED, oneLine(failure));
                throw failure;
            }
        }
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private End withData(boolean resume, StatusBoard status) {
        DataConfig train = config.train();
        try (ImageSet images = DataSets.openImages(train.path(), train.imageRoot());
                Scalars scalars = new Scalars(run, clock)) {
            List<PairSet> pairs = new ArrayList<>();
            try {
                if (config.eval() != null && config.global().evalDuringTrain()) {
                    for (Path path : config.eval().paths()) {
                        pairs.add(DataSets.openPairs(path, config.eval().imageRoot()));
                    }
                }
                return withPlan(TrainingPlan.of(config, images), images, pairs, scalars, status, resume);
            } finally {
                for (PairSet set : pairs) {
                    set.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private End withPlan(
            TrainingPlan plan,
            ImageSet images,
            List<PairSet> pairs,
            Scalars scalars,
            StatusBoard status,
            boolean resume) {
        Libtorch.load();
        Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
        TrainLog log = new TrainLog(out, clock, plan);
        Checkpoint from = resume ? latest() : null;
        TrainerState state = from == null ? null : from.state();
        Position start = state == null ? Position.START : Position.after(state, plan);
        CpuFeatures cpu = CpuFeatures.detect();
        PrecisionChoice precision = PrecisionChoice.of(plan, state == null ? null : state.precision(), cpu);
        new EnvironmentReport(plan, precision, cpu).write(run, log, images);
        if (state != null) {
            noteResume(state, start, plan, log);
            scalars.resumeAfter(start.step());
        }
        List<InProcessCollective> group = InProcessCollective.create(plan.world());
        List<Replica> replicas = new ArrayList<>();
        try {
            for (InProcessCollective member : group) {
                Replica replica = new Replica(plan, member);
                replicas.add(replica);
                if (from != null) {
                    replica.restore(from);
                }
            }
            FirstWorkerDuties duties = new FirstWorkerDuties(
                    run,
                    new FirstWorkerDuties.Subject(plan, precision, replicas, pairs),
                    stop,
                    new FirstWorkerDuties.Outlets(clock, log, scalars, status),
                    state == null ? TrainerState.NO_BEST : state.best(),
                    configCrc());
            status.progress(start, plan);
            status.state(State.RUNNING, "Training");
            Position end = new WorkerGroup(plan, images, replicas, group, precision.bfloat16(), duties).run(start);
            return end.step() >= plan.totalSteps() ? End.DONE : End.STOPPED;
        } finally {
            replicas.forEach(Replica::close);
        }
    }

    private Checkpoint latest() {
        return Checkpoint.at(new Checkpoints(run.checkpoints())
                .latest()
                .orElseThrow(() -> new InputException(Problem.error(
                        run.checkpoints(), "", "There is no checkpoint to resume from", "train without --resume"))));
    }

    private void noteResume(TrainerState state, Position start, TrainingPlan plan, TrainLog log) {
        if (state.classes() != plan.classes()) {
            throw new InputException(Problem.error(
                    run.path(),
                    "Model.class_num",
                    "The checkpoint has " + Units.count(state.classes()) + " identities, the training set now has "
                            + Units.count(plan.classes()),
                    "resume with the training set that the run began with"));
        }
        if (state.config() != configCrc()) {
            log.warning("The config was changed since the checkpoint; its values hold from here on");
        }
        log.info("Finish load checkpoint from step " + start.step() + ", epoch " + start.epoch() + ", batch "
                + start.batch());
    }

    private long configCrc() {
        CRC32C crc = new CRC32C();
        try {
            if (Files.exists(run.configFile())) {
                crc.update(Files.readAllBytes(run.configFile()));
            }
            return crc.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + run.configFile(), e);
        }
    }
}
