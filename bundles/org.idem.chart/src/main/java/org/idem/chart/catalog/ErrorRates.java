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
    /** A band has as many points as a large drawing has columns and rows. */
    private static final double BAND_POINTS = 2000;

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
        int most = curves.stream().mapToInt(Roc::impostor).max().orElse(1);
        double decade = Math.pow(10, Math.floor(Math.log10(0.5 / most)));
        return ChartAxis.log("false accept rate").within(decade, 1);
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
        int[] kept = kept();
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
        return ChartSeries.line(name, color, far, Arrays.stream(tar).map(shown).toArray())
                .withBand(x, low, high);
    }

    /** The points that differ visibly from the last one kept, and those before them: corners stay. */
    private int[] kept() {
        double decades = Math.log10(far[far.length - 1] / far[0]);
        int[] kept = new int[far.length];
        int size = 0;
        int last = -1;
        for (int i = 0; i < far.length; i++) {
            boolean differs = last < 0
                    || i == far.length - 1
                    || Math.log10(far[i] / far[last]) * BAND_POINTS >= decades
                    || (tar[i] - tar[last]) * BAND_POINTS >= 1;
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
