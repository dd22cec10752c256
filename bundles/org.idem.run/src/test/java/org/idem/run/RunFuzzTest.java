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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.metrics.PairCounts;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.VerificationFigures;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A whole run of which one file is damaged at random: every reader answers or says which file it cannot read. */
class RunFuzzTest {
    private static final int DAMAGES = 150;
    private static final List<String> WORDS = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e999",
            "99999999999999999999",
            "\"\"",
            "true",
            "NaN",
            "2147483648",
            "[[[[",
            "\u0000");

    @TempDir
    private Path runs;

    @RepeatedTest(8)
    void noDamageIsWorseThanAWord(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        RunDirectory run = whole();
        List<Path> files;
        try (var walk = Files.walk(run.path())) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertTrue(files.size() >= 9, files::toString);
        for (int i = 0; i < DAMAGES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            byte[] damaged = damage(sound, random);
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

    private static byte[] damage(byte[] whole, Random random) {
        byte[] sound = whole.length == 0 ? new byte[1] : whole;
        byte[] damaged = sound.clone();
        switch (random.nextInt(6)) {
            case 0:
                return Arrays.copyOf(damaged, random.nextInt(sound.length + 1));
            case 1:
                return Arrays.copyOf(damaged, sound.length + random.nextInt(5000));
            case 2:
                for (int i = 0; i <= random.nextInt(4); i++) {
                    damaged[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return damaged;
            case 3:
                random.nextBytes(damaged);
                return damaged;
            case 4:
                int start = random.nextInt(sound.length);
                Arrays.fill(damaged, start, Math.min(sound.length, start + 8), (byte) random.nextInt(256));
                return damaged;
            default:
                return spliced(new String(sound, StandardCharsets.ISO_8859_1), random)
                        .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** A value between a colon and what ends it becomes another. */
    private static String spliced(String text, Random random) {
        int from = text.indexOf(':', random.nextInt(text.length()));
        int to = from < 0 ? -1 : text.indexOf('\n', from);
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return from < 0 || to < 0 ? word : text.substring(0, from + 1) + word + text.substring(to);
    }
}
