package org.idem.ui.charts;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.idem.chart.ChartMark;
import org.idem.core.Units;
import org.idem.run.MetricHistory;
import org.idem.run.MetricSeries;
import org.idem.run.compare.MetricAxis;
import org.idem.run.compare.RunMilestone;
import org.idem.run.compare.RunScale;

/** What happened in a run as signs on its charts. No SWT: on any thread. */
public final class EventMarks {
    private static final MetricSeries NONE = new MetricSeries("", new long[0], new double[0], new double[0]);

    private EventMarks() {}

    /**
     * The signs of what happened, where it stands on an axis; what has no place on it is left out.
     *
     * @param name the run's, to stand before each word where charts have several; empty for one run
     */
    public static List<ChartMark> of(
            List<RunMilestone> milestones, String name, MetricHistory history, MetricAxis axis, RunScale scale) {
        LongToDoubleFunction places = axis.places(axis.isTime() ? longest(history) : NONE, scale);
        String before = name.isEmpty() ? "" : name + ": ";
        return milestones.stream()
                .map(one -> (ChartMark) new ChartMark.Event(
                        places.applyAsDouble(one.step()),
                        before + one.words() + ", step " + Units.count(one.step()),
                        sign(one.kind())))
                .filter(mark -> !Double.isNaN(((ChartMark.Event) mark).x()))
                .toList();
    }

    private static MetricSeries longest(MetricHistory history) {
        MetricSeries longest = NONE;
        for (String tag : history.tags()) {
            MetricSeries series = history.series(tag);
            longest = series.size() > longest.size() ? series : longest;
        }
        return longest;
    }

    private static ChartMark.Sign sign(RunMilestone.Kind kind) {
        return switch (kind) {
            case CHECKPOINT -> ChartMark.Sign.DIAMOND;
            case RESUMED -> ChartMark.Sign.RESUME;
            case LEARNING_RATE -> ChartMark.Sign.STAGE;
            case WARNING -> ChartMark.Sign.WARNING;
        };
    }
}
