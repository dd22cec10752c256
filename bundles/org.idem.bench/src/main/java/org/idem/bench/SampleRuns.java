package org.idem.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.idem.run.MetricLog;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/** Runs as trainers leave them, each with its own config and log; written without forcing each file to the disk. */
final class SampleRuns {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final LocalDateTime FIRST = LocalDateTime.of(2025, 1, 1, 0, 0, 0);
    private static final int TEMPLATES = 16;

    private final Path runs;
    private final int columns;
    private final int steps;
    private final Path templates;
    private final Map<Integer, RunDirectory> made = new HashMap<>();

    SampleRuns(Path folder, int columns, int steps) {
        runs = folder.resolve("runs");
        templates = folder.resolve(".templates");
        this.columns = columns;
        this.steps = steps;
    }

    void write(int number) {
        try {
            RunDirectory template = made.computeIfAbsent(number % TEMPLATES, this::template);
            Path run = runs.resolve(FIRST.plusMinutes(number).format(STAMP) + "-run-" + number);
            Files.createDirectories(run.resolve("metrics"));
            for (String inner : new String[] {"checkpoints", "eval", "export"}) {
                Files.createDirectory(run.resolve(inner));
            }
            for (String file :
                    new String[] {"status.json", "environment.json", "metrics/log.bin", "metrics/last.json"}) {
                Files.write(
                        run.resolve(file), Files.readAllBytes(template.path().resolve(file)));
            }
            Files.writeString(run.resolve("config.yaml"), config(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A trainer goes on with a run for a few steps. */
    void grow(int number) {
        RunDirectory run =
                RunDirectory.open(runs.resolve(FIRST.plusMinutes(number).format(STAMP) + "-run-" + number));
        try (MetricLog.Writer writer = run.openMetrics()) {
            writer.add(steps + 1L, 0, Map.of("train/loss", 1.0));
        }
    }

    private String config(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder text = new StringBuilder("Model:\n  name: IResNet" + (number % 3 == 0 ? 100 : 50) + "\n");
        text.append("LRScheduler:\n  learning_rate: ")
                .append(0.1 * (1 + number % 10) / 10)
                .append("\nExtra:\n");
        for (int i = 0; i < columns; i++) {
            text.append("  key_").append(i).append(": ");
            text.append(i % 5 == 0 ? random.nextInt(1000) : i).append('\n');
        }
        return text.toString();
    }

    private RunDirectory template(int number) {
        RunDirectory run = RunDirectory.create(templates, "template", Clock.systemUTC());
        run.writeEnvironment(Map.of("device", "cpu", "workers", 2));
        SplittableRandom random = new SplittableRandom(number);
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = 1; step <= steps; step++) {
                writer.add(
                        step,
                        step,
                        Map.of(
                                "train/loss",
                                10.0 / Math.sqrt(step) + random.nextDouble(),
                                "train/lr",
                                0.1,
                                "train/grad_norm",
                                random.nextDouble(),
                                "train/images_per_second",
                                100 + random.nextDouble()));
            }
        }
        Instant began = FIRST.plusMinutes(number).toInstant(ZoneOffset.UTC);
        run.writeStatus(RunStatus.starting(began)
                .withProgress(new TrainingProgress(steps, steps, 1, 1, 0, 100), began)
                .with(RunStatus.State.DONE, "", began));
        return run;
    }
}
