package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.metrics.Roc;

/**
 * Detection error trade-off: false reject rate by false accept rate, with Wilson's 95 % interval and the equal error rate. What
 * separates good models is spread out here, where a ROC crowds it at its upper edge. On axes of normal deviates, where the
 * curve of normally spread scores is a straight line, or on logarithmic ones.
 */
public final class DetChart {
    private static final String FAR = ErrorRates.FAR;
    private static final String FRR = "false reject rate";
    /** An equal error rate above which a model is hardly better than chance, and its whole curve is shown. */
    private static final double UNUSUAL = 0.2;

    private static final double USUAL_HIGHEST = 0.5;
    private static final double HIGHEST = 0.995;

    private DetChart() {}

    /** The chart of one verification, by normal deviates. */
    public static LineChartModel of(Roc roc) {
        return of(Map.of("DET", roc));
    }

    /**
     * The chart of several verifications by normal deviates, each with a line at its equal error rate.
     *
     * @param curves by what the legend calls them, in its order
     */
    public static LineChartModel of(Map<String, Roc> curves) {
        double most =
                curves.values().stream().mapToDouble(Roc::eer).max().orElse(0) > UNUSUAL ? HIGHEST : USUAL_HIGHEST;
        double least = ErrorRates.decade(
                curves.values().stream().mapToInt(Roc::genuine).max().orElse(1));
        return chart(
                curves,
                ChartAxis.probit(FAR).within(ErrorRates.leastFar(curves.values()), most),
                ChartAxis.probit(FRR).within(Math.min(least, most / 2), most));
    }

    /**
     * The same on logarithmic axes.
     *
     * @param curves by what the legend calls them, in its order
     */
    public static LineChartModel logarithmic(Map<String, Roc> curves) {
        return chart(curves, ErrorRates.farAxis(curves.values()), ChartAxis.log(FRR));
    }

    private static LineChartModel chart(Map<String, Roc> curves, ChartAxis x, ChartAxis y) {
        List<ChartSeries> series = new ArrayList<>();
        List<ChartMark> marks = new ArrayList<>(ErrorRates.unmeasured(curves.values()));
        curves.forEach((name, roc) -> {
            double least = 0.5 / roc.genuine();
            series.add(ErrorRates.of(roc).curve(name, series.size(), tar -> Math.max(least, 1 - tar)));
            marks.add(equal(roc.eer(), curves.size() == 1 ? "equal error rate" : name));
        });
        return new LineChartModel("DET", x, y, series, marks);
    }

    private static ChartMark equal(double eer, String word) {
        return new ChartMark.HorizontalLine(eer, String.format(Locale.ROOT, "%s %.2f %%", word, 100 * eer));
    }
}
