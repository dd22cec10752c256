package org.idem.export;

import java.nio.file.Path;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.EngineService;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.protocol.ParityFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;

/**
 * Main class of the engine process that exports, as a {@link Request.Export} asks. Exit codes: 0 done, 1 failed (the file
 * does not compute what was trained, too), 2 bad input.
 */
public final class ExportMain {
    /** Where neither the user nor a config says. */
    private static final int USUAL_OPSET = 13;

    private static final int LEAST_OPSET = 11;
    private static final int GREATEST_OPSET = 21;
    private static final int LARGEST_BATCH = 4096;

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
        ExportOptions options = export.options();
        require(
                export.crops() >= Request.Export.LEAST_CROPS,
                "crops",
                "A proof needs at least " + Request.Export.LEAST_CROPS + " crops, not " + export.crops(),
                "ask for more");
        require(
                options.opset() == 0 || options.opset() >= LEAST_OPSET && options.opset() <= GREATEST_OPSET,
                "--opset",
                "Operator set " + options.opset() + " is not known here",
                "give " + LEAST_OPSET + " to " + GREATEST_OPSET);
        require(
                options.batch() >= 0 && options.batch() <= LARGEST_BATCH,
                "--batch",
                "A batch of " + options.batch() + " images",
                "give 1 to " + LARGEST_BATCH + ", or leave it out for any number");
        require(
                options.calibration() == null || options.precision() == Precision.INT8,
                "--calibrate",
                "Only eight bits are calibrated",
                "leave it out, or give --precision int8");
        try {
            return export(export, progress);
        } catch (ParityException e) {
            return new Reply.Failure(e.getMessage());
        }
    }

    private static void require(boolean holds, String key, String message, String remedy) {
        if (!holds) {
            throw new InputException(Problem.error(null, key, message, remedy));
        }
    }

    private static Reply.Exported export(Request.Export request, Progress progress) {
        ExportOptions options = request.options();
        ExportTarget target = new ExportTarget(request.file(), request.overwrite());
        target.requireFree();
        try (ExportSubject subject = ExportSubject.load(request.model())) {
            ProofRecord proof = options.format() == Format.ONNX
                    ? exportGraph(request, target, subject, progress)
                    : exportWeights(request, target, subject, progress);
            ParityReport parity = proof.parity();
            return new Reply.Exported(
                    request.file(),
                    new ParityFigures(
                            parity.crops(),
                            proof.from(),
                            parity.minCosine(),
                            parity.meanCosine(),
                            parity.maxAbsDifference()),
                    target.card(),
                    proof.rates() == null ? null : proof.rates().changes());
        }
    }

    private static ProofRecord exportWeights(
            Request.Export request, ExportTarget target, ExportSubject subject, Progress progress) {
        WeightsExport export = new WeightsExport(target, request.options());
        return export.run(
                subject.backbone(),
                source(subject),
                crops(request, subject, progress.sub(0.05, 0.3)),
                progress.sub(0.3, 1));
    }

    private static ProofRecord exportGraph(
            Request.Export request, ExportTarget target, ExportSubject subject, Progress progress) {
        ExportOptions options = request.options();
        int configured = subject.config() == null
                ? USUAL_OPSET
                : subject.config().export().opset();
        OnnxExport export = new OnnxExport(target, options.opset() == 0 ? configured : options.opset(), options);
        OnnxExport.Material material = new OnnxExport.Material(
                crops(request, subject, progress.sub(0.05, 0.2)),
                calibration(options, subject, progress.sub(0.2, 0.25)),
                options.sets().isEmpty() ? subject.sets() : options.sets());
        return export.run(source(subject), material, progress.sub(0.25, 1));
    }

    private static OnnxExport.Source source(ExportSubject subject) {
        return new OnnxExport.Source(
                subject.backbone().graph(), subject.backbone().weights(), subject.trained(), subject.origin());
    }

    private static Crops crops(Request.Export request, ExportSubject subject, Progress progress) {
        Path set = request.options().crops();
        int size = subject.backbone().inputSize();
        return set == null
                ? Crops.ofRun(subject.config(), request.crops(), size, progress)
                : Crops.ofSet(set, request.crops(), size, progress);
    }

    /** Pictures of the training where the user names none: those of a verification would have seen its answers. */
    private static Crops calibration(ExportOptions options, ExportSubject subject, Progress progress) {
        if (options.precision() != Precision.INT8) {
            return null;
        }
        if (options.calibration() != null) {
            return Crops.onlyOf(options.calibration(), StaticQuantization.PICTURES, progress);
        }
        return Crops.ofTraining(
                subject.config(),
                StaticQuantization.PICTURES,
                subject.backbone().inputSize(),
                progress);
    }
}
