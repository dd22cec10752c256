package org.idem.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.idem.config.ConfigReader;
import org.idem.config.ExperimentConfig;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.run.TarAt;
import org.idem.train.Arguments.Verify;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.embed.Embedder;
import org.idem.train.embed.VerificationRunner;

/** Verifies a checkpoint on sets of pairs and tells the progress as JSON lines. */
final class VerifyCommand {
    private static final int BATCH = 64;
    private static final long MILLISECONDS_BETWEEN_LINES = 200;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Verify arguments;
    private final Clock clock;
    private final PrintStream out;
    private long lastLine;

    VerifyCommand(Verify arguments, Clock clock, PrintStream out) {
        this.arguments = arguments;
        this.clock = clock;
        this.out = out;
    }

    int run() {
        RunDirectory run = RunDirectory.open(arguments.run());
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of()).require();
        Path checkpoint = new CheckpointStore(run.checkpoints()).resolve(arguments.checkpoint());
        TrainerState state = Checkpoint.at(checkpoint).state();
        boolean average = config.average() != null && config.average().verifies(state.epoch());
        long step = state.step();
        VerificationRunner runner = new VerificationRunner(
                BATCH,
                config.metric().flipTest(),
                config.metric().folds(),
                Runtime.getRuntime().availableProcessors());
        ObjectNode result = mapper.createObjectNode();
        result.put("checkpoint", checkpoint.getFileName().toString());
        result.put("step", step);
        ArrayNode sets = result.putArray("sets");
        try (Embedder embedder = average ? Embedder.loadAverage(checkpoint) : Embedder.load(checkpoint)) {
            int count = arguments.sets().size();
            for (int i = 0; i < count; i++) {
                Progress part = new JsonLines().sub((double) i / count, (i + 1.0) / count);
                sets.add(verify(runner, embedder, arguments.sets().get(i), step, part));
            }
        }
        print(mapper.createObjectNode().set("result", result));
        return 0;
    }

    private ObjectNode verify(VerificationRunner runner, Embedder embedder, Path file, long step, Progress progress) {
        try (PairDataset pairs = Datasets.openPairs(file)) {
            VerificationRunner.Result result = runner.run(embedder, pairs, step, clock, progress);
            return toJson(EvaluationStore.write(arguments.out(), result.evaluation(), result.scores(), result.same()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private ObjectNode toJson(Evaluation evaluation) {
        ObjectNode node = mapper.createObjectNode();
        node.put("set", evaluation.set());
        node.put("file", evaluation.file().toString());
        node.put("step", evaluation.step());
        node.put("pairs", evaluation.pairs());
        node.put("accuracy", evaluation.accuracy());
        node.put("accuracy_std", evaluation.accuracyStd());
        node.put("auc", evaluation.auc());
        node.put("eer", evaluation.eer());
        ArrayNode table = node.putArray("table");
        for (TarAt row : evaluation.table()) {
            ObjectNode one = table.addObject();
            one.put("far", row.far());
            one.put("tar", row.tar());
            if (Double.isFinite(row.threshold())) {
                one.put("threshold", row.threshold());
            } else {
                one.putNull("threshold");
            }
            one.put("low", row.low());
            one.put("high", row.high());
            one.put("errors", row.errors());
        }
        return node;
    }

    private void print(Object line) {
        try {
            out.println(mapper.writeValueAsString(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Progress as lines, a few a second. The process is cancelled by ending it. */
    private final class JsonLines implements Progress {
        @Override
        public void report(double fraction, Supplier<String> message) {
            long now = clock.millis();
            if (now - lastLine >= MILLISECONDS_BETWEEN_LINES) {
                lastLine = now;
                print(mapper.createObjectNode().put("fraction", fraction).put("message", message.get()));
            }
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
