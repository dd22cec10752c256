package org.idem.run.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTimelineTest {
    private static final double BEGIN = 1_700_000_000;

    private static RunTimeline line(DoubleStream after) {
        return RunTimeline.of(after.map(one -> BEGIN + one).toArray());
    }

    private static Instant second(double after) {
        return Instant.ofEpochMilli(Math.round(1000 * (BEGIN + after)));
    }

    @Test
    void aSteadyRunIsAsLongAsItWas() {
        RunTimeline line = line(IntStream.rangeClosed(0, 100).asDoubleStream());
        assertEquals(100, line.lengthSeconds(), 1e-6);
        assertEquals(second(0), line.at(-1));
        assertEquals(second(100), line.at(2));
        assertEquals(25, between(line.at(0.25)), 0.01);
        assertEquals(0.25, line.shareOf(second(25)), 1e-6);
        assertEquals(0, line.shareOf(second(-5)));
        assertEquals(1, line.shareOf(second(500)));
    }

    private static double between(Instant moment) {
        return moment.toEpochMilli() / 1000.0 - BEGIN;
    }

    @Test
    void aNightBetweenStopAndStartTakesLittle() {
        RunTimeline line = line(DoubleStream.concat(
                IntStream.range(0, 1000).asDoubleStream(),
                IntStream.range(40_000, 41_000).asDoubleStream()));
        assertTrue(line.lengthSeconds() < 2100, line.lengthSeconds() + " s");
        double gap = line.shareOf(second(40_000)) - line.shareOf(second(999));
        assertTrue(gap > 0.005 && gap < 0.03, gap + " of the line");
        assertEquals(0.5, line.shareOf(second(20_500)), 0.02);
        assertEquals(20_500, between(line.at(line.shareOf(second(20_500)))), 30);
    }

    @Test
    void momentsMayComeInAnyOrderAndTwice() {
        RunTimeline line = line(DoubleStream.of(3, 1, Double.NaN, 2, 2, 1));
        assertEquals(2, line.lengthSeconds(), 1e-6);
        assertEquals(second(2), line.at(0.5));
    }

    @Test
    void oneMomentIsNoLine() {
        assertTrue(line(DoubleStream.of(7, 7)).isEmpty());
        assertEquals(second(7), line(DoubleStream.of(7)).at(0.4));
        assertEquals(0, line(DoubleStream.of()).lengthSeconds());
        assertEquals(Instant.EPOCH, line(DoubleStream.of()).last());
    }
}
