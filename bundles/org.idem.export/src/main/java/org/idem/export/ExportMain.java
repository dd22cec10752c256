package org.idem.export;

import java.nio.file.Path;
import java.util.List;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.EngineService;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.CheckpointReadLock;
import org.idem.run.CheckpointStore;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.verify.onnx.Sha256;

/**
 * Main class of the engine process that exports, as a {@link Request.Export} asks. Exit codes: 0 done, 1 failed (the file
 * does not compute what was trained, too), 2 bad input.
 */
public final class ExportMain {
    private ExportMain() {}

    /** Exports and ends the process. */
    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, ExportMain::handle));
    }

    static Reply.End handle(Request request, Progress progress) {
        if (!(request instanceof Request.Export export)) {
            throw new InputException(Problem.error(
                    null, "request", "An exporter does not do this: " + request, "ask the process that does"));
        }
        if (export.crops() < Request.Export.LEAST_CROPS) {
            throw new InputException(Problem.error(
                    null,
                    "crops",
                    "A proof needs at least " + Request.Export.LEAST_CROPS + " crops, not " + export.crops(),
                    "ask for more"));
        }
        try {
            return export(export, progress);
        } catch (ParityException e) {
            return new Reply.Failure(e.getMessage());
        }
    }

    private static Reply.Exported export(Request.Export request, Progress progress) {
        RunDirectory run = RunDirectory.open(request.run());
        // The data may have moved since: the proof then does without.
        ExperimentConfig config = ConfigReader.read(run.configFile(), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .require();
        OnnxExport export = new OnnxExport(
                request.file(), request.overwrite(), config.export().opset());
        export.requireFree();
        Subject subject = load(request, run, config);
        try (BackboneEmbedder embedder = subject.embedder()) {
            Progress reading = progress.sub(0.05, 0.3);
            float[][] crops = Crops.read(config, request.crops(), embedder.inputSize(), embedder.transforms(), reading);
            OnnxExport.Source source =
                    new OnnxExport.Source(embedder.graph(), embedder.weights(), embedder, subject.origin());
            ParityReport parity = export.run(source, crops, progress.sub(0.3, 1));
            return new Reply.Exported(
                    request.file(), new ParityFigures(parity.crops(), parity.minCosine(), parity.maxAbsDifference()));
        }
    }

    /** What is exported. */
    private record Subject(BackboneEmbedder embedder, Origin origin) {}

    /** A training that goes on prunes what it no longer needs, and may save a step again: not while this loads. */
    private static Subject load(Request.Export request, RunDirectory run, ExperimentConfig config) {
        try (CheckpointReadLock lock = new CheckpointStore(run.checkpoints()).open(request.checkpoint())) {
            boolean average = request.average() || config.export().average();
            Origin origin = origin(run, config, lock.checkpoint(), average);
            return new Subject(
                    average
                            ? BackboneEmbedder.loadAverage(lock.checkpoint())
                            : BackboneEmbedder.load(lock.checkpoint()),
                    origin);
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
                Sha256.of(average ? from.averageFile() : from.weightsFile()),
                Preprocessing.of(model.transforms(), model.inputSize()),
                config.metric().flipTest(),
                evaluations);
    }
}
