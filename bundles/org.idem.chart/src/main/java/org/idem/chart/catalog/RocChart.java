package org.idem.chart.catalog;

import java.util.List;
import org.idem.chart.ChartAxis;
import org.idem.chart.LineChartModel;
import org.idem.metrics.Roc;

/** Receiver operating characteristic: true accept rate by false accept rate, with Wilson's 95 % interval. */
public final class RocChart {
    private static final double PERCENT = 100;

    private RocChart() {}

    /** The chart of one verification. */
    public static LineChartModel of(Roc roc) {
        ErrorRates rates = ErrorRates.of(roc);
        return new LineChartModel(
                "ROC",
                rates.farAxis(),
                ChartAxis.linear("true accept rate (%)"),
                List.of(rates.curve("ROC", tar -> PERCENT * tar)),
                List.of(rates.unmeasured()));
    }
}
