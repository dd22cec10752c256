package org.idem.ui.data.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.idem.chart.LineChartModel;
import org.idem.chart.catalog.HistogramChart;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.statistics.IdentitySizes;
import org.idem.data.statistics.Measure;
import org.idem.data.statistics.PictureStatistics;

/**
 * One chart of the page: bars of which each leads to its images. Immutable.
 *
 * @param title what is counted
 * @param counted what the counts are of: images or identities
 * @param bars from the first that is not empty to the last
 * @param chart the same bars drawn
 */
record Histogram(String title, String counted, List<Bar> bars, LineChartModel chart) {
    /** Title of the chart of identities. */
    static final String IDENTITIES = "Images per identity";

    /**
     * One bar.
     *
     * @param range its values in words
     * @param from where it begins
     * @param to where it ends
     * @param count how many are in it
     * @param share of all, from 0 to 1
     * @param source finds the numbers of its images, ascending; on a background thread
     */
    record Bar(String range, double from, double to, int count, double share, Source source) {
        /** {@code 12.3 %}, with as many digits as a small share needs. */
        String percent() {
            double percent = 100 * share;
            return String.format(Locale.ROOT, percent > 0 && percent < 0.1 ? "%.3f %%" : "%.1f %%", percent);
        }
    }

    /** Finds images. */
    @FunctionalInterface
    interface Source {
        int[] images();
    }

    /** The bar at a value, or null where there is none or it is empty; the last one has its end, too. */
    Bar at(double value) {
        for (int i = bars.size() - 1; i >= 0; i--) {
            Bar bar = bars.get(i);
            boolean last = i == bars.size() - 1;
            if (value >= bar.from() && (value < bar.to() || last && value == bar.to())) {
                return bar.count() == 0 ? null : bar;
            }
        }
        return null;
    }

    /** What was measured of pictures. */
    static Histogram of(Measure measure, PictureStatistics statistics) {
        int[] counts = statistics.counts(measure);
        List<Bar> bars = bars(counts, measure::range, measure::edge, bar -> () -> statistics.images(measure, bar));
        LineChartModel chart = HistogramChart.of(measure.title(), measure.unit(), "images", edges(bars), counts(bars));
        return new Histogram(measure.title(), "images", bars, chart);
    }

    /** How many images identities have. */
    static Histogram of(IdentitySizes sizes, IdentityIndex index) {
        double[] edges = sizes.edges();
        List<Bar> bars = bars(sizes.counts(), sizes::range, bar -> edges[bar], bar -> () -> images(sizes, index, bar));
        LineChartModel chart =
                HistogramChart.ofLog(IDENTITIES, "images of an identity", "identities", edges(bars), counts(bars));
        return new Histogram(IDENTITIES, "identities", bars, chart);
    }

    private static int[] images(IdentitySizes sizes, IdentityIndex index, int bar) {
        return IntStream.range(0, index.identities())
                .filter(identity -> sizes.isIn(identity, bar))
                .flatMap(identity -> Arrays.stream(index.images(identity)))
                .toArray();
    }

    private static List<Bar> bars(
            int[] counts, IntFunction<String> range, IntFunction<Double> edge, IntFunction<Source> source) {
        long sum = Math.max(1, Arrays.stream(counts).asLongStream().sum());
        int first = 0;
        int end = counts.length;
        while (first < end && counts[first] == 0) {
            first++;
        }
        while (end > first && counts[end - 1] == 0) {
            end--;
        }
        List<Bar> bars = new ArrayList<>();
        for (int bar = first; bar < end; bar++) {
            double share = (double) counts[bar] / sum;
            bars.add(new Bar(
                    range.apply(bar), edge.apply(bar), edge.apply(bar + 1), counts[bar], share, source.apply(bar)));
        }
        return List.copyOf(bars);
    }

    private static double[] edges(List<Bar> bars) {
        double[] edges = new double[bars.size() + 1];
        for (int i = 0; i < bars.size(); i++) {
            edges[i] = bars.get(i).from();
            edges[i + 1] = bars.get(i).to();
        }
        return edges;
    }

    private static int[] counts(List<Bar> bars) {
        return bars.stream().mapToInt(Bar::count).toArray();
    }
}
