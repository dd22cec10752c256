package org.idem.run.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.run.CheckpointInfo;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunLabels;
import org.idem.run.compare.RunMilestone.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    @TempDir
    private Path folder;

    private static final MetricSeries SERIES = new MetricSeries(
            "loss", new long[] {10, 20, 30, 40}, new double[] {100, 110, 8000, 8010}, new double[] {4, 3, 2, 1});

    @Test
    void valuesStandWhereTheAxisSays() {
        RunScale scale = new RunScale(64, 640);
        assertArrayEquals(new double[] {10, 20, 30, 40}, MetricAxis.STEP.of(SERIES, scale));
        assertArrayEquals(new double[] {640, 1280, 1920, 2560}, MetricAxis.IMAGES.of(SERIES, scale));
        assertArrayEquals(new double[] {1, 2, 3, 4}, MetricAxis.EPOCH.of(SERIES, scale), 1e-12);
        assertEquals(7910 / 3600.0, MetricAxis.WALL_TIME.of(SERIES, scale)[3], 1e-12);
        assertEquals(20 / 3600.0, MetricAxis.ACTIVE_TIME.of(SERIES, scale)[3], 1e-12, "the pause is left out");
        assertTrue(Double.isNaN(MetricAxis.EPOCH.of(SERIES, new RunScale(64, Double.NaN))[0]));
    }

    @Test
    void theScaleIsThatOfAllWorkers() {
        RunDirectory run = RunDirectory.create(folder, "x", Clock.systemUTC());
        run.writeEnvironment(Map.of("workers", 2, "images", 1000));
        assertEquals(new RunScale(128, 1000), RunScale.of(run, Map.of("DataLoader.Train.sampler.batch_size", "64")));
    }

    @Test
    void aLegendSaysWhatDiffers() {
        Map<String, String> a = Map.of("Model.name", "A", "LRScheduler.learning_rate", "0.1", "same", "1");
        Map<String, String> b = Map.of("Model.name", "A", "LRScheduler.learning_rate", "0.2", "same", "1");
        assertEquals(List.of("learning_rate=0.1", "learning_rate=0.2"), RunLegend.of(List.of("x", "y"), List.of(a, b)));
        assertEquals(List.of("x", "y"), RunLegend.of(List.of("x", "y"), List.of(a, a)));
        assertEquals(
                List.of("x: learning_rate=0.1", "y: learning_rate=0.1", "z: learning_rate=0.2"),
                RunLegend.of(List.of("x", "y", "z"), List.of(a, a, b)));
    }

    @Test
    void aStyleIsGivenOnceAndKept() {
        RunDirectory one = RunDirectory.create(folder, "one", Clock.systemUTC());
        RunDirectory two = RunDirectory.create(folder, "two", Clock.systemUTC());
        RunDirectory three = RunDirectory.create(folder, "three", Clock.systemUTC());
        assertEquals(List.of(1, 2), RunStyles.of(List.of(one, two), List.of(0)));
        assertEquals(2, RunLabels.read(two).style());
        assertEquals(List.of(0, 2), RunStyles.of(List.of(three, two), List.of(1)));
        assertEquals(List.of(2, 0, 1), RunStyles.of(List.of(two, three, one), List.of()));
    }

    @Test
    void valuesAreReadAtEqualPlaces() {
        double[] x = {10, 20, 30, 40};
        assertEquals(3, ValuesAt.of(SERIES, x, 25));
        assertEquals(2, ValuesAt.of(SERIES, x, 30));
        assertEquals(1, ValuesAt.of(SERIES, x, 41));
        assertTrue(Double.isNaN(ValuesAt.of(SERIES, x, 5)));
        assertTrue(Double.isNaN(ValuesAt.of(SERIES, x, 60)), "it was not trained so far");
    }

    @Test
    void anyStepHasItsPlace() {
        RunScale scale = new RunScale(64, 640);
        assertEquals(25, MetricAxis.STEP.places(SERIES, scale).applyAsDouble(25));
        assertEquals(1600, MetricAxis.IMAGES.places(SERIES, scale).applyAsDouble(25));
        assertEquals(10 / 3600.0, MetricAxis.WALL_TIME.places(SERIES, scale).applyAsDouble(15), 1e-12);
        assertEquals(7910 / 3600.0, MetricAxis.WALL_TIME.places(SERIES, scale).applyAsDouble(99), 1e-12);
        MetricSeries none = new MetricSeries("", new long[0], new double[0], new double[0]);
        assertTrue(Double.isNaN(MetricAxis.ACTIVE_TIME.places(none, scale).applyAsDouble(1)));
    }

    @Test
    void whatHappenedIsGatheredByStep() {
        RunDirectory run = RunDirectory.create(folder, "x", Clock.systemUTC());
        try (MetricLog.Writer log = run.openMetrics()) {
            for (long step = 1; step <= 20; step++) {
                log.add(step, step, Map.of(MetricTags.LEARNING_RATE, Math.min(1, step / 10.0)));
            }
            log.truncateAfter(15);
            for (long step = 16; step <= 40; step++) {
                log.add(step, step, Map.of(MetricTags.LEARNING_RATE, step < 30 ? 1 : 0.1));
            }
        }
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        RunEvent event = new RunEvent(33, Instant.EPOCH, RunEvent.Kind.LOSS_FLAT, "", "flat", RunEvent.Handling.WARNED);
        List<RunMilestone> all =
                RunMilestones.of(List.of(new CheckpointInfo(25, folder, Instant.EPOCH)), List.of(event), history);
        assertEquals(
                List.of(
                        new RunMilestone(10, Kind.LEARNING_RATE, "warm-up ends at a learning rate of 1"),
                        new RunMilestone(15, Kind.RESUMED, "resumed"),
                        new RunMilestone(25, Kind.CHECKPOINT, "checkpoint"),
                        new RunMilestone(30, Kind.LEARNING_RATE, "learning rate 0.1, was 1"),
                        new RunMilestone(33, Kind.WARNING, "flat")),
                all);
    }

    @Test
    void aRateThatFollowsACurveHasNoStages() {
        RunDirectory run = RunDirectory.create(folder, "x", Clock.systemUTC());
        try (MetricLog.Writer log = run.openMetrics()) {
            for (long step = 1; step <= 400; step++) {
                log.add(step, step, Map.of(MetricTags.LEARNING_RATE, Math.pow(0.9, step / 4)));
            }
        }
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        assertEquals(List.of(), RunMilestones.of(List.of(), List.of(), history));
    }
}
