package org.idem.run.compare;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.idem.run.MetricSeries;

/** What metrics of runs are drawn over. Images seen are fair to runs with other batch sizes, active time to runs that rested. */
public enum MetricAxis {
    /** Optimizer steps. */
    STEP("Step", "step"),
    /** Times through the training set. */
    EPOCH("Epoch", "epoch"),
    /** Images of all workers so far. */
    IMAGES("Images seen", "images seen"),
    /** Hours since the first value. */
    WALL_TIME("Wall time", "hours since the start"),
    /** The same without the time between a stop and the next start. */
    ACTIVE_TIME("Active time", "hours of training");

    private static final double SECONDS_PER_HOUR = 3600;
    /** A gap is a pause when it is longer than this and than {@link #GAP_FACTOR} usual ones. */
    private static final double SHORTEST_PAUSE = 60;

    private static final double GAP_FACTOR = 20;

    private final String title;
    private final String label;

    MetricAxis(String title, String label) {
        this.title = title;
        this.label = label;
    }

    /** What a choice of axes calls it. */
    public String title() {
        return title;
    }

    /** What stands at the axis: quantity and unit. */
    public String label() {
        return label;
    }

    /** Whether it needs to know when a step was. */
    public boolean isTime() {
        return this == WALL_TIME || this == ACTIVE_TIME;
    }

    /**
     * Where each value of a series stands.
     *
     * @return as many values as the series has, ascending; NaN where the scale does not know it
     */
    public double[] of(MetricSeries series, RunScale scale) {
        double[] steps = Arrays.stream(series.steps()).asDoubleStream().toArray();
        return switch (this) {
            case STEP -> steps;
            case IMAGES -> times(steps, scale.imagesPerStep());
            case EPOCH -> times(steps, scale.imagesPerStep() / scale.imagesPerEpoch());
            case WALL_TIME -> hours(series.wall(), Double.POSITIVE_INFINITY);
            case ACTIVE_TIME -> hours(series.wall(), pause(series.wall()));
        };
    }

    /**
     * Where any step stands.
     *
     * @param timeline what was logged of the run at most steps: tells when a step was; not looked at but for {@link #isTime}
     * @return from a step to its place, NaN where that is not known
     */
    public LongToDoubleFunction places(MetricSeries timeline, RunScale scale) {
        if (!isTime()) {
            double perStep = of(new MetricSeries("", new long[] {1}, new double[1], new double[1]), scale)[0];
            return step -> step * perStep;
        }
        double[] places = of(timeline, scale);
        return step -> {
            int found = Arrays.binarySearch(timeline.steps(), step);
            int at = Math.min(found >= 0 ? found : -found - 1, places.length - 1);
            return at < 0 ? Double.NaN : places[at];
        };
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    private static double pause(double[] wall) {
        double[] gaps = new double[Math.max(0, wall.length - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = wall[i + 1] - wall[i];
        }
        Arrays.sort(gaps);
        double usual = gaps.length == 0 ? 0 : gaps[gaps.length / 2];
        return Math.max(SHORTEST_PAUSE, GAP_FACTOR * usual);
    }

    /** A gap that is no training counts nothing, and a clock that was set back does not run backwards. */
    private static double[] hours(double[] wall, double longestGap) {
        double[] hours = new double[wall.length];
        for (int i = 1; i < wall.length; i++) {
            double gap = wall[i] - wall[i - 1];
            hours[i] = hours[i - 1] + (gap > 0 && gap <= longestGap ? gap / SECONDS_PER_HOUR : 0);
        }
        return hours;
    }
}
