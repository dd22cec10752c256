package org.idem.chart.catalog;

import java.util.List;
import java.util.Locale;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
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
        ErrorRates rates = ErrorRates.of(roc);
        double least = 0.5 / roc.genuine();
        double eer = roc.eer();
        ChartMark equal =
                new ChartMark.HorizontalLine(eer, String.format(Locale.ROOT, "equal error rate %.2f %%", 100 * eer));
        return new LineChartModel(
                "DET",
                rates.farAxis(),
                ChartAxis.log("false reject rate"),
                List.of(rates.curve("DET", tar -> Math.max(least, 1 - tar))),
                List.of(rates.unmeasured(), equal));
    }
}
