package org.idem.chart.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.idem.chart.ChartAxis;
import org.idem.chart.ChartMark;
import org.idem.chart.ChartSeries;
import org.idem.metrics.ConfidenceInterval;
import org.idem.metrics.Roc;
import org.idem.metrics.TarAtFarRow;

/**
 * The error rates of a ROC as logarithmic axes can show them: a rate of zero stands where half a pair would be.
 *
 * @param far false accept rates, ascending
 * @param tar true accept rates
 * @param genuine pairs of one person
 * @param impostor pairs of two persons
 */
record ErrorRates(double[] far, double[] tar, int genuine, int impostor) {
    /** What the axis of false accept rates is called. */
    static final String FAR = "false accept rate";
    /** A band has as many points as a large drawing has columns and rows. */
    private static final double BAND_POINTS = 2000;
    /** Columns and rows of a drawing that the curve of very many pairs is made for: several screens, so that it may be zoomed. */
    private static final double LINE_POINTS = 8000;
    /** Curves of fewer points are drawn as they are. */
    private static final int FEW = 100_000;

    static ErrorRates of(Roc roc) {
        double least = 0.5 / roc.impostor();
        double[] far =
                Arrays.stream(roc.far()).map(rate -> Math.max(least, rate)).toArray();
        return new ErrorRates(far, roc.tar(), roc.genuine(), roc.impostor());
    }

    /**
     * A logarithmic axis of false accept rates, from the decade that half a pair of the largest set falls into up to all.
     */
    static ChartAxis farAxis(Collection<Roc> curves) {
        return ChartAxis.log(FAR).within(leastFar(curves), 1);
    }

    /** The decade that half an impostor pair of the largest set falls into. */
    static double leastFar(Collection<Roc> curves) {
        return decade(curves.stream().mapToInt(Roc::impostor).max().orElse(1));
    }

    /** The decade that half a pair of so many falls into. */
    static double decade(int pairs) {
        return Math.pow(10, Math.floor(Math.log10(0.5 / pairs)));
    }

    /**
     * Where so few impostor pairs are accepted that the rate is not measured (rule of 30), by the largest of the sets: beyond
     * it none of them measures.
     */
    static List<ChartMark> unmeasured(Collection<Roc> curves) {
        int most = curves.stream().mapToInt(Roc::impostor).max().orElse(1);
        double to = Math.min(1, (double) TarAtFarRow.RULE_OF_THIRTY / most);
        return List.of(new ChartMark.Region(0.5 / most, to, "fewer than 30 errors"));
    }

    /**
     * A curve over the false accept rates with Wilson's 95 % interval around it.
     *
     * @param color index into the palette
     * @param shown what is drawn of a true accept rate
     */
    ChartSeries curve(String name, int color, DoubleUnaryOperator shown) {
        int[] kept = kept(BAND_POINTS);
        double[] x = new double[kept.length];
        double[] low = new double[kept.length];
        double[] high = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            ConfidenceInterval interval =
                    ConfidenceInterval.wilson(Math.round(tar[kept[i]] * genuine), genuine, ConfidenceInterval.USUAL);
            double one = shown.applyAsDouble(interval.low());
            double other = shown.applyAsDouble(interval.high());
            x[i] = far[kept[i]];
            low[i] = Math.min(one, other);
            high[i] = Math.max(one, other);
        }
        ErrorRates drawn = far.length <= FEW ? this : at(kept(LINE_POINTS));
        return ChartSeries.line(
                        name,
                        color,
                        drawn.far,
                        Arrays.stream(drawn.tar).map(shown).toArray())
                .withBand(x, low, high);
    }

    private ErrorRates at(int[] places) {
        return new ErrorRates(
                Arrays.stream(places).mapToDouble(i -> far[i]).toArray(),
                Arrays.stream(places).mapToDouble(i -> tar[i]).toArray(),
                genuine,
                impostor);
    }

    /**
     * The points that differ from the last one kept by a column or a row of a drawing, and those before them: corners stay.
     * Rows are counted evenly and by the logarithm of the errors, columns by the logarithm and evenly.
     *
     * @param points columns and rows of the drawing
     */
    private int[] kept(double points) {
        double column = Math.pow(far[far.length - 1] / far[0], 1 / points);
        double row = Math.pow(2.0 * genuine, 1 / points);
        double least = 0.5 / genuine;
        int[] kept = new int[far.length];
        int size = 0;
        int last = -1;
        for (int i = 0; i < far.length; i++) {
            boolean differs = last < 0
                    || i == far.length - 1
                    || far[i] >= far[last] * column
                    || (far[i] - far[last]) * points >= 1
                    || (tar[i] - tar[last]) * points >= 1
                    || Math.max(least, 1 - tar[last]) >= Math.max(least, 1 - tar[i]) * row;
            if (differs) {
                if (i - 1 > last) {
                    kept[size++] = i - 1;
                }
                kept[size++] = i;
                last = i;
            }
        }
        return Arrays.copyOf(kept, size);
    }
}
