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
 * Detection error trade-off: false reject rate by false accept rate on logarithmic axes, with Wilson's 95 % interval and
 * the equal error rate. What separates good models is spread out here, where a ROC crowds it at its upper edge.
 */
public final class DetChart {
    private DetChart() {}

    /** The chart of one verification. */
    public static LineChartModel of(Roc roc) {
        return of(Map.of("DET", roc));
    }

    /**
     * The chart of several verifications, each with a line at its equal error rate.
     *
     * @param curves by what the legend calls them, in its order
     */
    public static LineChartModel of(Map<String, Roc> curves) {
        List<ChartSeries> series = new ArrayList<>();
        List<ChartMark> marks = new ArrayList<>(ErrorRates.unmeasured(curves.values()));
        curves.forEach((name, roc) -> {
            double least = 0.5 / roc.genuine();
            series.add(ErrorRates.of(roc).curve(name, series.size(), tar -> Math.max(least, 1 - tar)));
            marks.add(equal(roc.eer(), curves.size() == 1 ? "equal error rate" : name));
        });
        return new LineChartModel(
                "DET", ErrorRates.farAxis(curves.values()), ChartAxis.log("false reject rate"), series, marks);
    }

    private static ChartMark equal(double eer, String word) {
        return new ChartMark.HorizontalLine(eer, String.format(Locale.ROOT, "%s %.2f %%", word, 100 * eer));
    }
}
