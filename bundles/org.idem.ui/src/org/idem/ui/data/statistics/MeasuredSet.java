package org.idem.ui.data.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.chart.ChartTheme;
import org.idem.chart.LineChartModel;
import org.idem.chart.Viewport;
import org.idem.chart.paint.ChartPicture;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.identity.IdentityIndex;
import org.idem.data.statistics.IdentitySizes;
import org.idem.data.statistics.Measure;
import org.idem.data.statistics.PictureStatistics;

/**
 * What was measured of a set.
 *
 * @param histograms in the order of their charts
 * @param words how much was looked at
 * @param isWhole whether that was every image
 */
record MeasuredSet(List<Histogram> histograms, String words, boolean isWhole) {
    private static final int SIDE = 200;

    /** All identities, and the pictures as a check has measured them or, before one, a sample. */
    static MeasuredSet atOnce(MeasurableSet set, Progress progress) {
        return of(set, set.atOnce(progress.sub(0, 0.5)), progress.sub(0.5, 1));
    }

    /** All pictures and identities. */
    static MeasuredSet all(MeasurableSet set, Progress progress) {
        return of(set, set.all(progress.sub(0, 0.95)), progress.sub(0.95, 1));
    }

    private static MeasuredSet of(MeasurableSet set, PictureStatistics pictures, Progress progress) {
        List<Histogram> histograms = new ArrayList<>();
        set.people(progress).ifPresent(index -> histograms.add(Histogram.of(sizes(index), index)));
        for (Measure measure : Measure.values()) {
            histograms.add(Histogram.of(measure, pictures));
        }
        histograms.forEach(MeasuredSet::drawOnce);
        return new MeasuredSet(List.copyOf(histograms), words(set, pictures), pictures.looked() == set.pictures());
    }

    private static IdentitySizes sizes(IdentityIndex index) {
        int[] counts = new int[index.identities()];
        Arrays.setAll(counts, index::count);
        return new IdentitySizes(counts);
    }

    /** Fonts and classes of drawing are loaded here and not while the window waits. */
    private static void drawOnce(Histogram histogram) {
        LineChartModel chart = histogram.chart();
        ChartPicture.of(chart, Viewport.of(chart), ChartTheme.paper(), SIDE, SIDE, 1);
    }

    private static String words(MeasurableSet set, PictureStatistics pictures) {
        int damaged = pictures.looked() - pictures.measured();
        String looked = pictures.looked() == set.pictures()
                ? "All " + set.size()
                : Units.count(pictures.looked()) + " images, evenly spaced over " + set.size();
        return looked + (damaged == 0 ? "" : ", of which " + Units.count(damaged) + " are damaged");
    }
}
