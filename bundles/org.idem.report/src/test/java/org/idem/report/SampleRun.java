package org.idem.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.metrics.KFold;
import org.idem.metrics.Roc;
import org.idem.metrics.VerificationFigures;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.Heartbeat;
import org.idem.run.MetricLog;
import org.idem.run.PairScores;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/** A run as a trainer leaves it, on the golden face sets, with curves made up. */
final class SampleRun {
    static final Instant NOW = Instant.parse("2026-01-31T14:15:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final int STEPS = 2000;

    private SampleRun() {}

    static RunDirectory create(Path runs) {
        RunDirectory run = RunDirectory.create(runs, "sample", CLOCK);
        Path goldens = Path.of(System.getProperty("idem.goldens"), "data");
        run.writeConfig(config(goldens.resolve("tiny-insightface")), Map.of("Global.seed", "override"));
        run.writeEnvironment(environment());
        log(run);
        for (long step = 500; step <= STEPS; step += 500) {
            evaluate(run, "drawn", Path.of("gone/drawn.bin"), step, 6000);
            evaluate(run, "tiny", goldens.resolve("tiny.bin"), step, 24);
        }
        run.writeStatus(new RunStatus(
                RunStatus.State.DONE,
                new Heartbeat(1, "box", NOW, NOW),
                new TrainingProgress(STEPS, STEPS, 10, 10, 0, 41.5),
                "Finished <b>& well</b>"));
        return run;
    }

    private static String config(Path set) {
        LoadedConfig loaded = ConfigReader.read(
                Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml"),
                List.of("DataLoader.Train.dataset.cls_label_path=" + set.resolve("train.rec")),
                ConfigReader.Files.MAY_BE_MISSING);
        loaded.require();
        return loaded.effectiveYaml() + "# <script>alert(1)</script>\n";
    }

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("host", "box");
        environment.put("processor", Map.of("model", "Example & Co 3000", "cores", 2));
        environment.put("precision", "fp32");
        return environment;
    }

    private static void log(RunDirectory run) {
        Random random = new Random(1);
        try (MetricLog.Writer writer = run.openMetrics()) {
            for (int step = 1; step <= STEPS; step++) {
                Map<String, Double> row = new LinkedHashMap<>();
                row.put(
                        "train/loss",
                        step == 700 ? Double.NaN : 3 + 20 * Math.exp(-step / 400.0) + random.nextGaussian() * 0.8);
                row.put("train/lr", 0.1 * Math.min(step / 100.0, Math.pow(1 - step / (STEPS + 1.0), 2)));
                row.put("train/images_per_second", 41 + random.nextGaussian());
                writer.add(step, 1.77e9 + step, row);
            }
        }
    }

    private static void evaluate(RunDirectory run, String set, Path file, long step, int pairs) {
        Random random = new Random(step);
        float[] scores = new float[pairs];
        double[] distances = new double[pairs];
        boolean[] same = labels(file, pairs);
        for (int i = 0; i < pairs; i++) {
            scores[i] = (float) Math.max(-1, Math.min(1, (same[i] ? step * 3e-4 : 0) + random.nextGaussian() * 0.16));
            distances[i] = 2 - 2.0 * scores[i];
        }
        Roc roc = Roc.of(PairScores.of(scores, same).wideCosines(), same);
        KFold folds = KFold.of(distances, same, 10);
        EvaluationStore.write(
                run,
                new Evaluation(set, file, step, NOW, VerificationFigures.of(folds, roc, 0), null),
                PairScores.of(scores, same));
    }

    /** Those of the set where it is there. */
    private static boolean[] labels(Path file, int pairs) {
        boolean[] same = new boolean[pairs];
        if (!Files.exists(file)) {
            for (int i = 0; i < pairs; i += 2) {
                same[i] = true;
            }
            return same;
        }
        try (PairDataset set = Datasets.openPairs(file)) {
            for (int i = 0; i < pairs; i++) {
                same[i] = set.same(i);
            }
            return same;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
