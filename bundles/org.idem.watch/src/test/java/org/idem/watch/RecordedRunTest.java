package org.idem.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricTags;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are over, among them some that no rule watched while they were trained. */
class RecordedRunTest {
    private static final String CONFIG = "quickstart.yaml";
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    private Path folder;

    private RunDirectory run;

    @BeforeEach
    void create() throws IOException {
        String config = Files.readString(Path.of(System.getProperty("idem.root"), "configs", CONFIG));
        run = RunDirectory.create(folder, "recorded", Clock.fixed(START, ZoneOffset.UTC));
        run.writeConfig(config, Map.of());
        run.writeEnvironment(Map.of("identities", 1000));
    }

    private void log(int steps, LongToDoubleFunction loss, LongToDoubleFunction norm) {
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (long step = 1; step <= steps; step++) {
                double seconds = START.getEpochSecond() + step;
                writer.add(
                        step,
                        seconds,
                        Map.of(
                                MetricTags.LOSS,
                                loss.applyAsDouble(step),
                                MetricTags.GRADIENT_NORM,
                                norm.applyAsDouble(step),
                                MetricTags.LEARNING_RATE,
                                0.1));
            }
        }
    }

    private List<RunEvent> events() {
        MetricHistory history = new MetricHistory(run.metrics());
        history.poll();
        return new RecordedRun(run, history).events();
    }

    @Test
    void aFlatLossThatNobodyToldIsFoundWithItsStepAndTime() {
        log(1000, step -> 20.5, step -> 1);
        List<RunEvent> events = events();
        assertEquals(1, events.size(), events.toString());
        RunEvent found = events.get(0);
        assertEquals(Kind.LOSS_FLAT, found.kind());
        assertEquals(Handling.FOUND, found.handling());
        assertEquals(START.plusSeconds(found.step()), found.when());
        assertTrue(found.message().startsWith("the loss is flat at 20.500"), found.message());
    }

    @Test
    void whatTheTrainerToldStandsOnceAndInOrder() {
        log(1000, step -> 20.5, step -> step < 700 ? 1 : 100);
        RunEvent flat = events().get(0);
        RunEvent told = new RunEvent(flat.step(), flat.when(), Kind.LOSS_FLAT, "", flat.message(), Handling.WARNED);
        RunEvent late = new RunEvent(900, flat.when(), Kind.SAVE_FAILED, "", "the disk is full", Handling.WARNED);
        run.events().add(told);
        run.events().add(late);
        List<RunEvent> events = events();
        assertEquals(
                List.of(Handling.WARNED, Handling.FOUND, Handling.WARNED),
                events.stream().map(RunEvent::handling).toList());
        assertEquals(Kind.GRADIENT_GROWS, events.get(1).kind());
    }

    @Test
    void competingClassesOfTheEnvironmentCount() {
        log(1000, step -> 6.5, step -> 1);
        assertEquals(List.of(), events(), "log(1000) is 6.9");
        run.writeEnvironment(Map.of("identities", 1000, RecordedRun.COMPETING_CLASSES, 100));
        assertEquals(1, events().size());
    }

    @Test
    void aRuleThatTheConfigIgnoresFindsNothing() throws IOException {
        log(1000, step -> 20.5, step -> 1);
        String config = Files.readString(run.configFile());
        Files.writeString(run.configFile(), config.replace("Global:", "Global:\n  divergence: {flat_loss: ignore}"));
        assertEquals(List.of(), events());
    }

    @Test
    void withoutConfigMetricsOrRatesThereAreOnlyTheTrainersEvents() throws IOException {
        assertEquals(List.of(), events());
        log(1000, step -> 20.5, step -> 1);
        Files.writeString(run.configFile(), "no: config\n");
        assertEquals(List.of(), events());
        Files.delete(run.configFile());
        assertEquals(List.of(), events());
    }

    /** As another trainer left it: one line for many steps, no config, nothing told. */
    @Test
    void importedLogsAreHeldAgainstTheRules() {
        run.writeEnvironment(Map.of("imported_from", "training.log"));
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (long step = 50; step <= 6000; step += 50) {
                double seconds = START.getEpochSecond() + step;
                boolean broken = step >= 2850;
                writer.add(
                        step,
                        seconds,
                        Map.of(
                                MetricTags.LOSS,
                                broken ? 31.5 : 40 - step / 400.0,
                                MetricTags.LEARNING_RATE,
                                0.1,
                                MetricTags.LOSS_SCALE,
                                broken ? 0 : 1024.0));
                if (step % 1000 == 0) {
                    writer.add(step, seconds, Map.of("eval/lfw/accuracy", step < 3000 ? 0.5 : 0.502));
                }
            }
        }
        List<RunEvent> events = events();
        assertEquals(
                List.of(Kind.VERIFICATION_AT_CHANCE, Kind.LOSS_SCALE_AT_FLOOR, Kind.LOSS_FLAT),
                events.stream().map(RunEvent::kind).toList(),
                events.toString());
        assertTrue(
                events.get(1).message().startsWith("the loss scale is at its floor since step 2850"),
                events.toString());
        assertTrue(events.stream().allMatch(event -> event.handling() == Handling.FOUND));
        assertEquals(START.plusSeconds(3000), events.get(0).when());
    }

    @Test
    void aSoundImportedLogHasNoEvents() {
        run.writeEnvironment(Map.of("imported_from", "training.log"));
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (long step = 100; step <= 60_000; step += 100) {
                writer.add(step, step, Map.of(MetricTags.LOSS, 6 + 34 * Math.exp(-step / 9000.0)));
                if (step % 2000 == 0) {
                    writer.add(step, step, Map.of("eval/lfw/accuracy", 0.998 - 0.3 * Math.exp(-step / 4000.0)));
                }
            }
        }
        assertEquals(List.of(), events());
    }
}
