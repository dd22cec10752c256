package org.idem.train.loop;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.plan.DatasetChecks;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.State;
import org.idem.train.process.ProcessGroup;
import org.idem.train.process.SoleProcess;
import org.idem.train.record.DivergedException;
import org.idem.train.record.SaveFailedException;
import org.idem.train.record.ScalarWriter;
import org.idem.train.record.StatusWriter;
import org.idem.train.record.StopSignal;
import org.idem.train.record.TrainLog;
import org.idem.train.record.TrainingOutputs;
import org.idem.train.setup.DeviceChoice;
import org.idem.train.setup.DeviceProvider;
import org.idem.verify.PairVerification;

/**
 * Trains one run from its config to its end: opens the data, plans, trains, and says in the run how it ended.
 */
public final class Trainer {
    /** Effective configs with the origin of every key are some kilobytes. */
    private static final int LONGEST_CONFIG = 4 << 20;

    /** How long process 0 is given to say what is wrong. */
    private static final long LEAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final RunDirectory run;
    private final ExperimentConfig config;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintStream out;
    private final DeviceProvider devices;
    private final ProcessGroup group;

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
     * @param stop asks it to save and end
     * @param clock time of everything that is recorded
     * @param out takes the lines of the log
     */
    public Trainer(RunDirectory run, ExperimentConfig config, StopSignal stop, Clock clock, PrintStream out) {
        this(run, config, stop, clock, out, new DeviceChoice(), new SoleProcess(clock));
    }

    /**
     * As one of several processes, all of which train the same run.
     *
     * @param devices says where each worker of this process computes
     * @param group left open
     */
    public Trainer(
            RunDirectory run,
            ExperimentConfig config,
            StopSignal stop,
            Clock clock,
            PrintStream out,
            DeviceProvider devices,
            ProcessGroup group) {
        this.run = run;
        this.config = config;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.devices = devices;
        this.group = group;
    }

    /**
     * Trains, on threads of its own, and blocks until the end; whatever goes wrong is in the run's status and log before
     * it is thrown.
     *
     * @param resume go on from the latest checkpoint instead of beginning
     * @throws InputException if config, data or checkpoint are not usable, or another process trains the run
     * @throws DivergedException if it goes wrong beyond what {@code Global.divergence} mends
     * @throws SaveFailedException if the last checkpoint cannot be written
     * @throws org.idem.train.process.RankFailedException if another process failed or is gone
     */
    public End train(boolean resume) {
        try {
            return group.number() == 0 ? lead(resume) : follow(resume);
        } catch (RuntimeException | Error failure) {
            group.fail(firstLine(failure));
            throw failure;
        }
    }

    /** What process 0 does. */
    private End lead(boolean resume) {
        // The metric log is locked first: a run that another process trains keeps its status.
        try (ScalarWriter scalars = new ScalarWriter(run, clock);
                StatusWriter status = new StatusWriter(run, group::heartbeats, clock)) {
            group.onForcedEnd(reason -> status.state(State.FAILED, reason));
            try {
                End end = trainWithData(resume, scalars, status);
                status.state(
                        end == End.DONE ? State.DONE : State.STOPPED, end == End.DONE ? "Done" : "Stopped and saved");
                return end;
            } catch (RuntimeException | Error failure) {
                new TrainLog(out, clock, null).error(String.valueOf(failure.getMessage()));
                status.state(State.FAILED, firstLine(failure));
                throw failure;
            }
        }
    }

    /** What the others do: they leave the run to process 0 as long as there is one. */
    private End follow(boolean resume) {
        group.onForcedEnd(this::recordForRoot);
        try {
            return trainWithData(resume, null, null);
        } catch (RuntimeException | Error failure) {
            if (group.rootIsGone()) {
                recordForRoot(firstLine(failure));
            } else {
                // Most of what is wrong all processes find at once, and process 0 says it best.
                LockSupport.parkNanos(LEAD_NANOS);
            }
            throw failure;
        }
    }

    /** The lowest rank that is left writes how the training ended: each waits for those before it. */
    private void recordForRoot(String reason) {
        if (!group.rootIsGone()) {
            return;
        }
        LockSupport.parkNanos(group.number() * TURN_NANOS);
        RunStatus last = run.status();
        if (!last.state().isEnd()) {
            new TrainLog(out, clock, null).error(reason);
            run.writeStatus(last.with(State.FAILED, reason, clock.instant()));
        }
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private End trainWithData(boolean resume, ScalarWriter scalars, StatusWriter status) {
        DataConfig train = config.train();
        try (ImageDataset images = Datasets.openImages(train.path(), train.imageRoot(), train.exclude())) {
            List<PairDataset> pairs = new ArrayList<>();
            try {
                DatasetSize size = DatasetSize.of(images);
                TrainingPlan plan = TrainingPlan.of(config, size, group.size());
                TrainingOutputs outputs = null;
                if (status != null) {
                    openPairs(pairs);
                    TrainLog log = new TrainLog(out, clock, plan);
                    DatasetChecks.warnings(config, images).forEach(problem -> log.warning(problem.message()));
                    TrainingPlan.check(config, size, group.size()).forEach(problem -> log.warning(problem.message()));
                    outputs = new TrainingOutputs(run, clock, log, scalars, status);
                }
                return new TrainingSession(run, group, plan, images, pairs, outputs, stop, configCrc(), devices)
                        .train(resume);
            } finally {
                for (PairDataset set : pairs) {
                    set.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openPairs(List<PairDataset> pairs) {
        if (config.eval() != null && config.global().evaluation().enabled()) {
            for (Path path : config.eval().paths()) {
                pairs.add(Datasets.openPairs(path, config.eval().imageRoot()));
            }
            pairs.forEach(PairVerification::requireBothKinds);
            pairs.forEach(
                    set -> PairVerification.requireReadable(set, config.eval().damageLimit()));
        }
    }

    private long configCrc() {
        CRC32C crc = new CRC32C();
        try {
            if (Files.exists(run.configFile())) {
                crc.update(BoundedFiles.readAllBytes(run.configFile(), LONGEST_CONFIG));
            }
            return crc.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + run.configFile(), e);
        }
    }
}
