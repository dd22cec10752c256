package org.idem.run.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.idem.run.CheckpointInfo;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent;
import org.idem.run.compare.RunMilestone.Kind;

/** What happened in a run, gathered from its checkpoints, metrics and events. */
public final class RunMilestones {
    /** A rate that changes more often follows a curve, not stages. */
    private static final int MOST_STAGES = 32;
    /** A smaller change is none that a stage makes. */
    private static final double LEAST_CHANGE = 0.01;

    private static final int FIGURES = 4;

    private RunMilestones() {}

    /**
     * Returns all of them, by ascending step.
     *
     * @param history of the run's metrics, as last polled
     */
    public static List<RunMilestone> of(
            List<CheckpointInfo> checkpoints, List<RunEvent> events, MetricHistory history) {
        List<RunMilestone> all = new ArrayList<>();
        checkpoints.forEach(one -> all.add(new RunMilestone(one.step(), Kind.CHECKPOINT, "checkpoint")));
        history.resumptions().forEach(step -> all.add(new RunMilestone(step, Kind.RESUMED, "resumed")));
        events.forEach(event -> all.add(new RunMilestone(event.step(), Kind.WARNING, event.message())));
        all.addAll(stages(history.series(MetricTags.LEARNING_RATE)));
        all.sort(Comparator.comparingLong(RunMilestone::step));
        return all;
    }

    /** Where a rate that had rested changes, and where a warm-up ends; none of a rate that follows a curve. */
    private static List<RunMilestone> stages(MetricSeries rates) {
        List<RunMilestone> stages = new ArrayList<>();
        double[] rate = rates.values();
        for (int i = 2; i < rate.length && stages.size() <= MOST_STAGES; i++) {
            boolean rested = Double.compare(rate[i - 1], rate[i - 2]) == 0;
            boolean changed = Math.abs(rate[i] - rate[i - 1]) > LEAST_CHANGE * Math.abs(rate[i - 1]);
            if (rested && changed && Double.isFinite(rate[i])) {
                stages.add(
                        stage(rates.steps()[i], "learning rate " + number(rate[i]) + ", was " + number(rate[i - 1])));
            }
        }
        int warm = warmedUp(rate);
        if (stages.size() > MOST_STAGES) {
            stages.clear();
        }
        if (warm > 0) {
            stages.add(stage(rates.steps()[warm], "warm-up ends at a learning rate of " + number(rate[warm])));
        }
        return stages;
    }

    private static String number(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(FIGURES))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static RunMilestone stage(long step, String words) {
        return new RunMilestone(step, Kind.LEARNING_RATE, words);
    }

    /** The index of the first value after a rise from the beginning on that is no rise; −1 without one. */
    private static int warmedUp(double[] rate) {
        int i = 1;
        while (i < rate.length && rate[i] > rate[i - 1]) {
            i++;
        }
        return i > 2 && i < rate.length ? i - 1 : -1;
    }
}
