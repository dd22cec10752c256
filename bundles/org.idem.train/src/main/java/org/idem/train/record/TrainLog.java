package org.idem.train.record;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.idem.plan.TrainingPlan;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.setup.SetupLog;

/**
 * The lines of {@code train.log} in PLSC's form, which people and scripts know: figures are means over the steps since
 * the last line.
 */
public final class TrainLog implements TrainingListener, SetupLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final Clock clock;
    private final TrainingPlan plan;
    private int steps;
    private int finite;
    private double loss;
    private double seconds;
    private double waited;
    private long images;
    private int stage;

    /**
     * Writes lines to a stream that stays open.
     *
     * @param plan null where no step will be logged
     */
    public TrainLog(PrintStream out, Clock clock, TrainingPlan plan) {
        this.out = out;
        this.clock = clock;
        this.plan = plan;
    }

    @Override
    public void onStep(StepReport report) {
        StepResult result = report.result();
        if (report.stage().index() != stage) {
            stage = report.stage().index();
            info("Step " + report.position().step() + " is of stage " + (stage + 1) + ", "
                    + report.stage().name());
        }
        if (result.skipped() && result.nonFinite() == null) {
            warning("Step " + report.position().step() + " is left out: it overflowed at a loss scale of "
                    + result.lossScale());
        }
        if (!result.skipped()) {
            finite++;
            loss += result.loss();
        }
        steps++;
        seconds += report.seconds();
        waited += report.waited();
        images += report.images();
        int every = Math.max(1, plan.config().global().printBatchStep());
        if (report.position().batch() % every == 0 || report.position().step() == plan.totalSteps()) {
            print(report);
            restart();
        }
    }

    /** The next line is about the steps from here on only. */
    @Override
    public void onRollback(Rollback rollback) {
        restart();
    }

    private void restart() {
        steps = 0;
        finite = 0;
        loss = 0;
        seconds = 0;
        waited = 0;
        images = 0;
    }

    private void print(StepReport report) {
        TrainingPosition at = report.position();
        long left = Math.round(seconds / steps * (plan.totalSteps() - at.step()));
        double meanLoss = loss / finite;
        info(String.format(
                Locale.ROOT,
                "[Train][Epoch %d/%d][Iter: %d/%d]lr: %.6f, %s: %.5f, loss: %.5f, batch_cost: %.5fs, "
                        + "reader_cost: %.5f, ips: %.5f images/sec, eta: %d:%02d:%02d",
                at.epoch(),
                plan.config().global().epochs(),
                at.batch(),
                plan.steps(),
                report.rate(),
                plan.config().loss().key(),
                meanLoss,
                meanLoss,
                seconds / steps,
                waited / steps,
                images / seconds,
                left / 3600,
                left / 60 % 60,
                left % 60));
    }

    @Override
    public void info(String message) {
        line("INFO", message);
    }

    @Override
    public void warning(String message) {
        line("WARNING", message);
    }

    /** Writes why the training failed. */
    public void error(String message) {
        line("ERROR", message);
    }

    private void line(String level, String message) {
        out.println("[" + LocalDateTime.now(clock).format(STAMP) + "] idem " + level + ": " + message);
        out.flush();
    }
}
