package org.idem.chart.paint;

import java.util.Arrays;
import java.util.List;
import org.jfree.data.xy.AbstractIntervalXYDataset;

/** Reduced curves as JFreeChart reads them; lines have equal edges. */
final class ReducedDataset extends AbstractIntervalXYDataset {
    private final transient List<Decimation.Curve> curves;
    private final List<String> names;

    ReducedDataset(List<String> names, List<Decimation.Curve> curves) {
        this.names = names;
        this.curves = curves;
    }

    /** Whether a band has no height, as one around single values seen from near: then only a line shows it. */
    boolean flat(int series) {
        Decimation.Curve curve = curves.get(series);
        return Arrays.equals(curve.low(), curve.high());
    }

    @Override
    public int getSeriesCount() {
        return curves.size();
    }

    @Override
    public Comparable<?> getSeriesKey(int series) {
        return names.get(series);
    }

    @Override
    public int getItemCount(int series) {
        return curves.get(series).size();
    }

    @Override
    public double getXValue(int series, int item) {
        return curves.get(series).x()[item];
    }

    @Override
    public double getYValue(int series, int item) {
        return curves.get(series).high()[item];
    }

    @Override
    public Number getX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getY(int series, int item) {
        return getYValue(series, item);
    }

    @Override
    public Number getStartX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getEndX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getStartY(int series, int item) {
        return curves.get(series).low()[item];
    }

    @Override
    public Number getEndY(int series, int item) {
        return getYValue(series, item);
    }
}
