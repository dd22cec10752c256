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
import org.idem.data.DataSets;
import org.idem.data.ImageSet;
import org.idem.data.PairSet;
import org.idem.run.Checkpoints;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.State;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.embed.VerificationRunner;
import org.idem.train.loop.FirstWorkerDuties.Outlets;
import org.idem.train.loop.FirstWorkerDuties.Subject;
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
     * @throws DivergedException if it goes wrong beyond what {@code Global.divergence} mends
     * @throws SaveFailedException if the last checkpoint cannot be written
     */
    public End train(boolean resume) {
        // The metric log is locked first: a run that another process trains keeps its status.
        try (Scalars scalars = new Scalars(run, clock);
                StatusBoard status = new StatusBoard(run, clock)) {
            try {
                End end = withData(resume, scalars, status);
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

    private End withData(boolean resume, Scalars scalars, StatusBoard status) {
        DataConfig train = config.train();
        try (ImageSet images = DataSets.openImages(train.path(), train.imageRoot())) {
            List<PairSet> pairs = new ArrayList<>();
            try {
                if (config.eval() != null && config.global().evalDuringTrain()) {
                    for (Path path : config.eval().paths()) {
                        pairs.add(DataSets.openPairs(path, config.eval().imageRoot()));
                    }
                    pairs.forEach(VerificationRunner::requireBothKinds);
                }
                TrainingPlan plan = TrainingPlan.of(config, images);
                TrainLog log = new TrainLog(out, clock, plan);
                return new Session(plan, images, pairs, new Outlets(clock, log, scalars, status)).train(resume);
            } finally {
                for (PairSet set : pairs) {
                    set.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A training whose data and outlets are open. */
    private final class Session {
        private final TrainingPlan plan;
        private final ImageSet images;
        private final List<PairSet> pairs;
        private final Outlets outlets;

        Session(TrainingPlan plan, ImageSet images, List<PairSet> pairs, Outlets outlets) {
            this.plan = plan;
            this.images = images;
            this.pairs = pairs;
            this.outlets = outlets;
        }

        End train(boolean resume) {
            Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
            new Checkpoints(run.checkpoints()).recover();
            StartingPoint start = StartingPoint.of(run, plan, resume);
            CpuFeatures cpu = CpuFeatures.detect();
            PrecisionChoice precision = PrecisionChoice.of(plan, start.precision(), cpu);
            new EnvironmentReport(plan, precision, cpu).write(run, outlets.log(), images);
            start.announce(plan, configCrc(), outlets.log());
            if (start.goesOn()) {
                outlets.scalars().resumeAfter(start.position(plan).step());
            }
            List<InProcessCollective> group = InProcessCollective.create(plan.world());
            List<Replica> replicas = new ArrayList<>();
            try {
                for (InProcessCollective member : group) {
                    Replica replica = new Replica(plan, member);
                    replicas.add(replica);
                    start.restore(replica);
                }
                return steps(start, precision, group, replicas);
            } finally {
                replicas.forEach(Replica::close);
            }
        }

        private End steps(
                StartingPoint start,
                PrecisionChoice precision,
                List<InProcessCollective> group,
                List<Replica> replicas) {
            Position from = start.position(plan);
            outlets.status().progress(from, plan);
            outlets.status().state(State.RUNNING, "Training");
            Subject subject = new Subject(plan, precision, replicas, pairs);
            Saver saver = new Saver(new Checkpoints(run.checkpoints()), subject, configCrc());
            Judge judge = new Judge(plan, start.setbacks());
            judge.recall(run.metrics());
            Duties duties = new FirstWorkerDuties(run, subject, stop, outlets, saver, judge, start.best());
            Position end = new WorkerGroup(plan, images, replicas, group, precision.arithmetic(), duties).run(from);
            return end.step() >= plan.totalSteps() ? End.DONE : End.STOPPED;
        }
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
