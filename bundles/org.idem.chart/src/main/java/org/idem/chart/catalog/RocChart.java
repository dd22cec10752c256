package org.idem.chart.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartSeries;
import org.idem.chart.LineChartModel;
import org.idem.metrics.Roc;

/** Receiver operating characteristic: true accept rate by false accept rate, with Wilson's 95 % interval. */
public final class RocChart {
    private static final double PERCENT = 100;

    private RocChart() {}

    /** The chart of one verification. */
    public static LineChartModel of(Roc roc) {
        return of(Map.of("ROC", roc));
    }

    /**
     * The chart of several verifications.
     *
     * @param curves by what the legend calls them, in its order
     */
    public static LineChartModel of(Map<String, Roc> curves) {
        List<ChartSeries> series = new ArrayList<>();
        curves.forEach((name, roc) -> series.add(ErrorRates.of(roc).curve(name, series.size(), tar -> PERCENT * tar)));
        return new LineChartModel(
                "ROC",
                ErrorRates.farAxis(curves.values()),
                ChartAxis.linear("true accept rate (%)"),
                series,
                ErrorRates.unmeasured(curves.values()));
    }
}
