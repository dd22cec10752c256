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
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.State;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.loop.RankZeroCoordinator.TrainingContext;
import org.idem.train.loop.RankZeroCoordinator.TrainingOutputs;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Libtorch;
import org.idem.verify.PairVerification;

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
        try (ScalarWriter scalars = new ScalarWriter(run, clock);
                StatusWriter status = new StatusWriter(run, clock)) {
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

    private End withData(boolean resume, ScalarWriter scalars, StatusWriter status) {
        DataConfig train = config.train();
        try (ImageDataset images = Datasets.openImages(train.path(), train.imageRoot())) {
            List<PairDataset> pairs = new ArrayList<>();
            try {
                if (config.eval() != null && config.global().evalDuringTrain()) {
                    for (Path path : config.eval().paths()) {
                        pairs.add(Datasets.openPairs(path, config.eval().imageRoot()));
                    }
                    pairs.forEach(PairVerification::requireBothKinds);
                }
                TrainingPlan plan = TrainingPlan.of(config, images);
                TrainLog log = new TrainLog(out, clock, plan);
                return new Session(plan, images, pairs, new TrainingOutputs(clock, log, scalars, status)).train(resume);
            } finally {
                for (PairDataset set : pairs) {
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
        private final ImageDataset images;
        private final List<PairDataset> pairs;
        private final TrainingOutputs outlets;

        Session(TrainingPlan plan, ImageDataset images, List<PairDataset> pairs, TrainingOutputs outlets) {
            this.plan = plan;
            this.images = images;
            this.pairs = pairs;
            this.outlets = outlets;
        }

        End train(boolean resume) {
            Libtorch.prepareThread(Runtime.getRuntime().availableProcessors());
            new CheckpointStore(run.checkpoints()).recover();
            InitialState start = InitialState.of(run, plan, resume);
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
                InitialState start,
                PrecisionChoice precision,
                List<InProcessCollective> group,
                List<Replica> replicas) {
            TrainingPosition from = start.position(plan);
            outlets.status().progress(from, plan);
            outlets.status().state(State.RUNNING, "Training");
            TrainingContext subject = new TrainingContext(plan, precision, replicas, pairs);
            CheckpointSaver saver = new CheckpointSaver(new CheckpointStore(run.checkpoints()), subject, configCrc());
            DivergenceMonitor judge = new DivergenceMonitor(plan, start.setbacks());
            judge.recall(run.metrics());
            TrainingCoordinator duties =
                    new RankZeroCoordinator(run, subject, stop, outlets, saver, judge, start.best());
            TrainingPosition end =
                    new WorkerGroup(plan, images, replicas, group, precision.arithmetic(), duties).run(from);
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
