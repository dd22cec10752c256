package org.idem.train.record;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.idem.plan.TrainingPlan;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.RunStatus.State;
import org.idem.run.TrainingProgress;
import org.idem.train.checkpoint.TrainingPosition;

/** Keeps {@code status.json} current: every second, whatever the ranks do, until the end is written. Thread-safe. */
public final class StatusWriter implements TrainingListener, AutoCloseable {
    private static final double SMOOTHING = 0.9;

    private final RunDirectory run;
    private final Supplier<List<RankHeartbeat>> ranks;
    private final Clock clock;
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "idem-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private TrainingPlan plan;
    private RunStatus status;
    private String notice = "";
    private boolean failing;
    private double stepSeconds = Double.NaN;
    private double imagesPerSecond = Double.NaN;

    /**
     * Writes that the training starts, with the progress that the run had before.
     *
     * @param ranks when each rank was last heard of; asked at each heartbeat, on any thread
     */
    public StatusWriter(RunDirectory run, Supplier<List<RankHeartbeat>> ranks, Clock clock) {
        this.run = run;
        this.ranks = ranks;
        this.clock = clock;
        this.status = RunStatus.starting(clock.instant())
                .withProgress(run.status().progress().withoutSpeed(), clock.instant());
        run.writeStatus(status.withRanks(ranks.get()));
        heartbeat.scheduleWithFixedDelay(this::writeHeartbeat, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void writeHeartbeat() {
        if (status.state().isEnd()) {
            return;
        }
        status = status.withHeartbeat(clock.instant());
        write();
    }

    /** A status that cannot be written must not end the training; the next one may. */
    private void write() {
        try {
            status = status.withRanks(ranks.get());
            if (status.ranks().size() > 1 && run.status().state().isEnd()) {
                // This process had been stopped for so long that another took it for gone.
                status = run.status();
                return;
            }
            run.writeStatus(status);
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                System.getLogger(StatusWriter.class.getName())
                        .log(System.Logger.Level.WARNING, "The status cannot be written: {0}", reason(e));
            }
            failing = true;
        }
    }

    private static String reason(RuntimeException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }

    /** Writes a state at once. */
    public synchronized void state(State state, String message) {
        status = status.with(state, message, clock.instant());
        write();
    }

    /** Tells what is trained and from where. */
    public synchronized void begin(TrainingPlan training, TrainingPosition start) {
        plan = training;
        progress(start);
    }

    /** Notes how far the training is, without writing: the next heartbeat does. */
    private void progress(TrainingPosition position) {
        double left = plan.totalSteps() - position.step();
        TrainingProgress progress = new TrainingProgress(
                position.step(),
                plan.totalSteps(),
                position.batch() >= plan.steps() ? position.epoch() : position.epoch() - 1,
                plan.config().global().epochs(),
                left * stepSeconds,
                imagesPerSecond);
        status = status.withProgress(progress, clock.instant());
    }

    /** Says at once what went wrong, beside what is being done, until something else does. */
    synchronized void notice(String text) {
        notice = " (" + text + ")";
        message("Training" + notice);
        write();
    }

    /** Says what is being done; the next heartbeat writes it. */
    synchronized void message(String message) {
        status = status.with(status.state(), message, clock.instant());
    }

    @Override
    public synchronized void onStep(StepReport report) {
        double speed = report.images() / report.seconds();
        boolean first = Double.isNaN(stepSeconds);
        stepSeconds = first ? report.seconds() : SMOOTHING * stepSeconds + (1 - SMOOTHING) * report.seconds();
        imagesPerSecond = first ? speed : SMOOTHING * imagesPerSecond + (1 - SMOOTHING) * speed;
        message("Training" + notice);
        progress(report.position());
    }

    @Override
    public synchronized void onRollback(Rollback rollback) {
        progress(rollback.to());
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
    }
}
