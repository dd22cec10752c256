package org.idem.run.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricReplayTest {
    private static final String LOSS = "train/loss";
    private static final double BEGIN = 1_700_000_000;

    @TempDir
    Path folder;

    private MetricLog log;
    private MetricReplay replay;

    @BeforeEach
    void begin() {
        log = new MetricLog(folder);
        replay = new MetricReplay(log);
    }

    private void write(int from, int to, double begin) {
        try (MetricLog.Writer writer = log.openWriter()) {
            for (int step = from; step <= to; step++) {
                writer.add(step, begin + step, Map.of(LOSS, begin - BEGIN + 100.0 - step));
            }
        }
    }

    private static Instant second(double after) {
        return Instant.ofEpochMilli(Math.round(1000 * (BEGIN + after)));
    }

    private MetricSeries loss(double after) {
        return replay.at(second(after)).series(LOSS);
    }

    @Test
    void holdsWhatHadBeenLogged() {
        write(1, 10, BEGIN);
        assertTrue(replay.poll());
        assertFalse(replay.poll());
        assertEquals(0, loss(0.5).size());
        assertArrayEquals(new long[] {1, 2, 3}, loss(3.9).steps());
        assertEquals(10, loss(99).size());
        assertArrayEquals(new long[] {1, 2}, loss(2).steps());
    }

    @Test
    void whatAResumedTrainingTookBackIsThereBeforeIt() {
        write(1, 10, BEGIN);
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.truncateAfter(4);
        }
        write(5, 6, BEGIN + 1000);
        replay.poll();
        assertEquals(10, loss(500).size());
        MetricSeries now = loss(2000);
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6}, now.steps());
        assertEquals(List.of(4L), replay.at(second(2000)).resumptions());
        assertEquals(90, loss(1004).values()[9]);
        assertEquals(1095, loss(1005).values()[4]);
    }

    @Test
    void followsALogThatGrows() {
        write(1, 3, BEGIN);
        replay.poll();
        assertEquals(3, loss(100).size());
        write(4, 5, BEGIN);
        assertEquals(3, loss(100).size());
        assertTrue(replay.poll());
        assertEquals(5, loss(100).size());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5}, offsets(replay.seconds()));
    }

    private static double[] offsets(double... seconds) {
        double[] offsets = seconds.clone();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] -= BEGIN;
        }
        return offsets;
    }

    @Test
    void aClockThatWasSetBackDoesNotHideWhatCameBefore() {
        try (MetricLog.Writer writer = log.openWriter()) {
            writer.add(1, BEGIN + 50, Map.of(LOSS, 1.0));
            writer.add(2, BEGIN + 20, Map.of(LOSS, 2.0));
            writer.add(3, BEGIN + 60, Map.of(LOSS, 3.0));
        }
        replay.poll();
        assertEquals(0, loss(30).size());
        assertArrayEquals(new long[] {1, 2}, loss(50).steps());
    }

    @Test
    void aLongLogIsKnownByFewerMomentsAndToItsEnd() {
        MetricMoments moments = new MetricMoments();
        int rows = 200_003;
        for (int row = 1; row <= rows; row++) {
            moments.value(LOSS, row, row, 0);
            moments.readUpTo(10L * row);
        }
        double[] seconds = moments.seconds();
        assertTrue(seconds.length <= (1 << 16) + 1, seconds.length + " moments");
        assertEquals(1, seconds[0]);
        assertEquals(rows, seconds[seconds.length - 1]);
        assertEquals(10L * rows, moments.endAt(rows));
        assertEquals(0, moments.endAt(0.5));
        long end = moments.endAt(100_000);
        assertTrue(end <= 1_000_000 && end > 1_000_000 - 10 * 8, end + " of 1,000,000");
    }
}
