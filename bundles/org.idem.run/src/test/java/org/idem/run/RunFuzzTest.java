package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.idem.fuzz.Mutator;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A whole run of which one file is damaged at random: every reader answers or says which file it cannot read. */
class RunFuzzTest {
    private static final int DAMAGES = 150;

    @TempDir
    private Path runs;

    @RepeatedTest(8)
    void noDamageIsWorseThanAWord(RepetitionInfo repetition) throws IOException {
        Mutator mutator = new Mutator(repetition.getCurrentRepetition());
        RunDirectory run = whole();
        List<Path> files;
        try (var walk = Files.walk(run.path())) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertTrue(files.size() >= 9, files::toString);
        for (int i = 0; i < DAMAGES; i++) {
            Path file = mutator.choose(files);
            byte[] sound = Files.readAllBytes(file);
            byte[] damaged = mutator.mutate(sound);
            Files.write(file, damaged);
            String what = file.getFileName() + " as " + new String(damaged, StandardCharsets.ISO_8859_1);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> {
                        RunReaders.readAll(run);
                        assertTrue(new RunCatalog(runs).scan().size() <= 1);
                        run.openMetrics().close();
                    },
                    what);
            Files.write(file, sound);
        }
    }

    private RunDirectory whole() {
        RunDirectory run = RunDirectory.create(runs, "fuzz", Clock.systemUTC());
        run.writeConfig("Global:\n  seed: 3\n", Map.of());
        run.writeEnvironment(Map.of("cores", 2, "libraries", Map.of("a", "1")));
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = 1; step < 60; step++) {
                writer.add(step, step, Map.of("train/loss", 1.0 / step, "train/lr", 0.1));
            }
        }
        run.events().add(new RunEvent(3, Instant.EPOCH, RunEvent.Kind.LOSS_FLAT, "", "flat", RunEvent.Handling.WARNED));
        TarAtFarRow row = new TarAtFarRow(1e-3, 0.5, 0.25, 0.4, 0.6, 3, 3000);
        VerificationFigures figures =
                new VerificationFigures(0.9, 0.01, 0.25, 0.95, 0.1, new PairCounts(3, 2, 1, 0), List.of(row));
        Evaluation evaluation = new Evaluation("lfw", Path.of("sets/lfw.bin"), 10, Instant.EPOCH, figures, null);
        PairScores scores =
                new PairScores(new int[] {0, 2, 5}, new float[] {0.5f, -0.25f, 1}, new boolean[] {true, false, true});
        EvaluationStore.write(run, evaluation, scores);
        new CheckpointStore(run.checkpoints()).markBest(10, "accuracy", 0.9);
        return run;
    }
}
