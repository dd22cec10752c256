package org.idem.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.idem.config.ConfigReader;
import org.idem.config.ExperimentConfig;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.embed.Embedder;

/**
 * Main class of the exporter process: {@code --run DIR [--checkpoint STEP|latest|best] [--average] --out FILE [--crops N] [--force]}.
 * Standard output is JSON lines: progress, and last {@code {"result":{"file","crops","min_cosine",
 * "max_abs_difference"}}}. Exit codes: 0 done, 1 failed (the proof too), 2 bad input.
 */
public final class ExportMain {
    private ExportMain() {}

    /** Exports and ends the process. */
    public static void main(String[] arguments) {
        // Whatever libraries print must not come between the lines.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        System.exit(run(List.of(arguments), new JsonLines(out)));
    }

    static int run(List<String> arguments, JsonLines lines) {
        try {
            export(ExportArguments.parse(arguments), lines);
            return 0;
        } catch (InputException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (CancellationException e) {
            System.err.println("Cancelled");
            return 130;
        } catch (ProofFailedException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            return 1;
        } catch (RuntimeException | Error e) {
            System.getLogger(ExportMain.class.getName()).log(System.Logger.Level.ERROR, e.getMessage(), e);
            return 1;
        }
    }

    private static void export(ExportArguments arguments, JsonLines lines) {
        RunDirectory run = RunDirectory.open(arguments.run());
        // The data may have moved since: the proof then does without.
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .require();
        OnnxExport export = new OnnxExport(
                arguments.out(), arguments.overwrite(), config.export().opset());
        export.requireFree();
        Path checkpoint = new CheckpointStore(run.checkpoints()).resolve(arguments.checkpoint());
        boolean average = arguments.average() || config.export().average();
        try (Embedder embedder = average ? Embedder.loadAverage(checkpoint) : Embedder.load(checkpoint)) {
            Progress reading = lines.sub(0.05, 0.3);
            float[][] crops =
                    Crops.read(config, arguments.crops(), embedder.inputSize(), embedder.transforms(), reading);
            OnnxExport.Source source = new OnnxExport.Source(
                    embedder.graph(), embedder.weights(), embedder::embed, origin(run, config, checkpoint, average));
            lines.result(export.json(export.run(source, crops, lines.sub(0.3, 1))));
        }
    }

    private static Origin origin(RunDirectory run, ExperimentConfig config, Path checkpoint, boolean average) {
        Checkpoint from = Checkpoint.at(checkpoint);
        ModelDescription model = from.model();
        TrainerState state = from.state();
        long step = state.step();
        // Thresholds of other weights would mislead.
        boolean verified =
                average == (config.average() != null && config.average().verifies(state.epoch()));
        List<Evaluation> evaluations = EvaluationStore.read(run).stream()
                .filter(evaluation -> verified && evaluation.step() == step)
                .toList();
        return new Origin(
                run.name(),
                step,
                Origin.hash(average ? from.averageFile() : from.weightsFile()),
                Preprocessing.of(model.transforms(), model.inputSize()),
                config.metric().flipTest(),
                evaluations);
    }
}
