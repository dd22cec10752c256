package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatWasWrittenWhileItIsWritten() {
        MetricLog log = new MetricLog(folder);
        assertEquals(0, log.read("train/loss").size());
        MetricHistory history = new MetricHistory(log);
        assertFalse(history.poll());
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.add(1, 10.5, row("train/loss", 3.0, "train/lr", 0.1));
            assertTrue(history.poll());
            assertArrayEquals(new long[] {1}, history.series("train/loss").steps());
            writer.add(2, 11.5, row("train/loss", Double.NaN, "eval/v/accuracy", Double.POSITIVE_INFINITY));
            assertTrue(history.poll());
            assertFalse(history.poll());
        }
        MetricSeries loss = history.series("train/loss");
        assertArrayEquals(new double[] {3.0, Double.NaN}, loss.values());
        assertArrayEquals(new double[] {10.5, 11.5}, loss.wall());
        assertEquals(Double.POSITIVE_INFINITY, log.read("eval/v/accuracy").last());
        assertEquals(Set.of("train/loss", "train/lr", "eval/v/accuracy"), log.tags());
    }

    @Test
    void anOffsetFromAnotherReaderWorks() {
        try (MetricLog.Writer writer = new MetricLog(folder).openWriter()) {
            writer.add(1, 0, row("a", 1.0, "b", 2.0));
            long offset = new MetricLog(folder).readFrom(0, new Collector());
            writer.add(2, 0, row("b", 3.0));
            Collector collector = new Collector();
            long end = new MetricLog(folder).readFrom(offset, collector);
            assertEquals(List.of("b@2=3.0"), collector.seen);
            assertEquals(new MetricLog(folder).bytes(), end);
        }
    }

    @Test
    void cutAtAnyByteTheWholeRowsRemainAndWritingGoesOn() throws IOException {
        long firstEnd;
        try (MetricLog.Writer writer = new MetricLog(folder).openWriter()) {
            writer.add(1, 0, row("a", 1.0));
            firstEnd = new MetricLog(folder).bytes();
            writer.add(2, 0, row("a", 2.0));
        }
        Path file = folder.resolve(MetricLog.FILE);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = (int) firstEnd; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertArrayEquals(
                    new double[] {1.0}, new MetricLog(folder).read("a").values());
            MetricHistory viewer = new MetricHistory(new MetricLog(folder));
            viewer.poll();
            try (MetricLog.Writer writer = new MetricLog(folder).openWriter()) {
                writer.add(3, 0, row("a", 3.0, "new", 4.0));
            }
            viewer.poll();
            assertArrayEquals(new double[] {1.0, 3.0}, viewer.series("a").values());
            assertArrayEquals(
                    new double[] {1.0, 3.0}, new MetricLog(folder).read("a").values());
            assertEquals(4.0, new MetricLog(folder).read("new").last());
        }
    }

    @Test
    void garbageAtTheEndIsNotARow() throws IOException {
        try (MetricLog.Writer writer = new MetricLog(folder).openWriter()) {
            writer.add(1, 0, row("a", 1.0));
        }
        Path file = folder.resolve(MetricLog.FILE);
        byte[] whole = Files.readAllBytes(file);
        byte[] padded = Arrays.copyOf(whole, whole.length + 4096);
        Files.write(file, padded);
        assertEquals(1, new MetricLog(folder).read("a").size());
        padded[whole.length] = 40;
        Files.write(file, padded);
        assertEquals(1, new MetricLog(folder).read("a").size());
    }

    @Test
    void aResumedSegmentSupersedesLaterSteps() {
        MetricLog log = new MetricLog(folder);
        MetricHistory viewer = new MetricHistory(log);
        try (MetricLog.Writer writer = log.openWriter()) {
            for (int step = 1; step <= 10; step++) {
                writer.add(step, step, row("a", (double) step));
            }
            viewer.poll();
        }
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.truncateAfter(6);
            writer.add(7, 20, row("a", 70.0));
        }
        viewer.poll();
        double[] expected = {1, 2, 3, 4, 5, 6, 70};
        assertArrayEquals(expected, viewer.series("a").values());
        assertArrayEquals(expected, log.read("a").values());
    }

    @Test
    void aLateValueGoesToItsStep() {
        MetricLog log = new MetricLog(folder);
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.add(5, 0, row("a", 5.0));
            writer.add(9, 0, row("a", 9.0));
            writer.add(7, 0, row("a", 7.0));
        }
        assertArrayEquals(new long[] {5, 7, 9}, log.read("a").steps());
    }

    @Test
    void onlyOneWriter() {
        MetricLog log = new MetricLog(folder);
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.add(1, 0, row("a", 1.0));
            assertThrows(InputException.class, log::openWriter);
            writer.add(2, 0, row("a", 2.0));
        }
        assertEquals(2, log.read("a").size());
        log.openWriter().close();
    }

    @Test
    void manyRows() {
        MetricLog log = new MetricLog(folder);
        int rows = 200_000;
        try (MetricLog.Writer writer = log.openWriter()) {
            for (int step = 0; step < rows; step++) {
                writer.add(step, step, Map.of("train/loss", 1.0 / (step + 1)));
            }
        }
        MetricSeries series = log.read("train/loss");
        assertEquals(rows, series.size());
        assertEquals(1.0 / rows, series.last());
    }

    static Map<String, Double> row(Object... tagsAndValues) {
        Map<String, Double> row = new LinkedHashMap<>();
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            row.put((String) tagsAndValues[i], (Double) tagsAndValues[i + 1]);
        }
        return row;
    }

    private static final class Collector implements MetricSink {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void value(String tag, long step, double wallSeconds, double value) {
            seen.add(tag + "@" + step + "=" + value);
        }

        @Override
        public void superseded(long step) {
            seen.add("after " + step);
        }
    }

    @Test
    void histogramsStandBesideTheValuesAndAreSupersededWithThem() throws IOException {
        MetricLog log = new MetricLog(folder);
        ValueHistogram early = ValueHistogram.of(new float[] {-2, -0.5f, 0.25f, 5, Float.NaN}, -1, 1, 4);
        ValueHistogram late = ValueHistogram.of(new float[] {0.9f}, -1, 1, 4);
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.add(1, 1, Map.of("loss", 3.0));
            writer.addHistogram(1, 1.5, "cosines", early);
            writer.addHistogram(7, 7, "cosines", late);
            writer.truncateAfter(5);
            writer.addHistogram(6, 8, "cosines", late);
        }
        MetricHistory history = new MetricHistory(log);
        history.poll();
        assertEquals(Set.of("loss"), history.tags());
        assertEquals(Set.of("cosines"), history.histogramTags());
        HistogramSeries series = history.histograms("cosines");
        assertArrayEquals(new long[] {1, 6}, series.steps());
        assertArrayEquals(new double[] {1.5, 8}, series.wall());
        assertEquals(List.of(early, late), series.histograms());
        assertArrayEquals(new long[] {1, 1, 1, 1}, early.counts());
        assertEquals(List.of(5L), history.resumptions());
        byte[] whole = Files.readAllBytes(folder.resolve(MetricLog.FILE));
        Files.write(folder.resolve(MetricLog.FILE), Arrays.copyOf(whole, whole.length - 1));
        MetricHistory torn = new MetricHistory(new MetricLog(folder));
        torn.poll();
        assertEquals(1, torn.histograms("cosines").size(), "the torn one is passed over");
    }

    @Test
    void quantilesAreThoseOfValuesSpreadEvenlyInTheirBins() {
        ValueHistogram even = new ValueHistogram(0, 4, new long[] {1, 1, 1, 1});
        assertEquals(1, even.quantile(0.25), 1e-12);
        assertEquals(2, even.quantile(0.5), 1e-12);
        assertEquals(4, even.quantile(1), 1e-12);
        ValueHistogram gap = new ValueHistogram(0, 4, new long[] {2, 0, 0, 2});
        assertEquals(0.5, gap.quantile(0.25), 1e-12);
        assertEquals(3.5, gap.quantile(0.75), 1e-12);
        assertTrue(Double.isNaN(new ValueHistogram(0, 1, new long[3]).quantile(0.5)));
    }
}
