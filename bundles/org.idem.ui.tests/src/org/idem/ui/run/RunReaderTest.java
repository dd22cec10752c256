package org.idem.ui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.chart.LineChartModel;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.compare.MetricAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is over is read once and again when something of it changes; charts are built of new values only. */
class RunReaderTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatIsOverIsReadOnce() throws IOException {
        RunDirectory run = run(RunStatus.State.DONE);
        RunReader reader = new RunReader(run, Clock.systemUTC(), folder);
        assertNotNull(reader.read());
        for (int again = 0; again < 5; again++) {
            assertNull(reader.read(), "nothing has changed");
        }
        Files.createDirectories(run.eval());
        Files.setLastModifiedTime(run.eval(), FileTime.from(Instant.now().plusSeconds(5)));
        assertNotNull(reader.read(), "an evaluation may have been added");
        assertNull(reader.read());
    }

    @Test
    void chartsStayWhileNothingIsLogged() throws IOException {
        RunDirectory run = run(RunStatus.State.RUNNING);
        try (MetricLog.Writer trainer = run.openMetrics()) {
            RunReader reader = new RunReader(run, Clock.systemUTC(), folder);
            RunSnapshot first = reader.read();
            assertSame(first.charts(), reader.read().charts());
            assertEquals(1, first.charts().get(RunChart.LOSS.name()).points());
            trainer.add(2, Instant.now().getEpochSecond(), Map.of("train/loss", 1.5));
        }
    }

    @Test
    void smoothingIsShownAtTheNextReading() throws IOException {
        RunReader reader = new RunReader(run(RunStatus.State.DONE), Clock.systemUTC(), folder);
        reader.read();
        reader.setChoice(reader.choice().withSmoothed(false));
        assertNotNull(reader.read());
    }

    private RunDirectory run(RunStatus.State state) {
        RunDirectory run = RunDirectory.create(folder, "some", Clock.systemUTC());
        Instant now = Instant.now();
        run.writeStatus(RunStatus.starting(now).with(state, "", now));
        try (MetricLog.Writer metrics = run.openMetrics()) {
            metrics.add(1, now.getEpochSecond(), Map.of("train/loss", 2.0));
        }
        return run;
    }

    @Test
    void chosenMetricsHaveAChartEachOverTheChosenAxis() throws IOException {
        RunDirectory run = run(RunStatus.State.DONE);
        run.writeConfig("DataLoader: {Train: {sampler: {batch_size: 32}}}\n", Map.of());
        RunReader reader = new RunReader(run, Clock.systemUTC(), folder);
        assertEquals(List.of("train/loss"), reader.read().tags());
        reader.setChoice(reader.choice().withTags(List.of("train/loss")).withAxis(MetricAxis.IMAGES));
        reader.keepChoice();
        RunSnapshot chosen = reader.read();
        assertEquals(List.of("train/loss"), List.copyOf(chosen.charts().keySet()));
        LineChartModel loss = chosen.charts().get("train/loss");
        assertEquals("images seen", loss.x().label());
        assertEquals(32, loss.series().get(0).line().x()[0]);
        assertEquals(chosen.choice(), new RunReader(run, Clock.systemUTC(), folder).choice(), "the folder keeps it");
    }
}
