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
import org.idem.data.statistics.SetStatistics;
import org.idem.ui.data.OpenedImages;

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
    @SuppressWarnings("resource") // Closed with the editor.
    static MeasuredSet atOnce(OpenedImages set, Progress progress) {
        PictureStatistics pictures =
                set.measured().orElseGet(() -> SetStatistics.sample(set.set(), progress.sub(0, 0.5)));
        return of(set, pictures, progress.sub(0.5, 1));
    }

    /** All pictures and identities. */
    @SuppressWarnings("resource") // Closed with the editor.
    static MeasuredSet all(OpenedImages set, Progress progress) {
        return of(set, SetStatistics.all(set.set(), progress.sub(0, 0.95)), progress.sub(0.95, 1));
    }

    private static MeasuredSet of(OpenedImages set, PictureStatistics pictures, Progress progress) {
        IdentityIndex index = set.identities().index(progress);
        int[] counts = new int[index.identities()];
        Arrays.setAll(counts, index::count);
        List<Histogram> histograms = new ArrayList<>();
        histograms.add(Histogram.of(new IdentitySizes(counts), index));
        for (Measure measure : Measure.values()) {
            histograms.add(Histogram.of(measure, pictures));
        }
        histograms.forEach(MeasuredSet::drawOnce);
        return new MeasuredSet(List.copyOf(histograms), words(set, pictures), pictures.looked() == set.size());
    }

    /** Fonts and classes of drawing are loaded here and not while the window waits. */
    private static void drawOnce(Histogram histogram) {
        LineChartModel chart = histogram.chart();
        ChartPicture.of(chart, Viewport.of(chart), ChartTheme.paper(), SIDE, SIDE, 1);
    }

    private static String words(OpenedImages set, PictureStatistics pictures) {
        int damaged = pictures.looked() - pictures.measured();
        String looked = pictures.looked() == set.size()
                ? "All " + Units.count(set.size()) + " images"
                : Units.count(pictures.looked()) + " images, evenly spaced over " + Units.count(set.size());
        return looked + (damaged == 0 ? "" : ", of which " + Units.count(damaged) + " are damaged");
    }
}
