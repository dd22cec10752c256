package org.idem.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.export.precision.EightBitGraph;
import org.idem.export.precision.HalfPrecision;
import org.idem.model.Graph;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.verify.Embedder;
import org.idem.verify.onnx.ModelClaims;

/**
 * Writes a network to an ONNX file that appears only once it computes the same: aside first under a name of its own, loaded in
 * ONNX Runtime from there, fed as it says itself, compared with the trained network, then renamed.
 */
final class OnnxExport {
    private final ExportTarget target;
    private final int opset;
    private final ExportOptions options;

    /** An export in float32 of any batch size. */
    OnnxExport(Path file, boolean overwrite, int opset) {
        this(new ExportTarget(file, overwrite), opset, ExportOptions.USUAL);
    }

    /**
     * An export.
     *
     * @param target what to make
     * @param opset operator set
     * @throws InputException if the operator set cannot say what the options want
     */
    OnnxExport(ExportTarget target, int opset, ExportOptions options) {
        this.target = target;
        this.opset = opset;
        this.options = options;
        if (options.precision() == Precision.INT8 && opset < EightBitGraph.LEAST_OPSET) {
            throw new InputException(Problem.error(
                    null,
                    "--opset",
                    "Operator set " + opset + " has no scale for each output, which eight bits need",
                    "give " + EightBitGraph.LEAST_OPSET + " or more"));
        }
    }

    /**
     * What is exported.
     *
     * @param graph the network
     * @param weights its tensors by name
     * @param trained the network itself, as it was trained and is fed
     * @param origin where it comes from
     */
    record Source(Graph graph, Map<String, float[]> weights, Embedder trained, Origin origin) {}

    /**
     * What it is compared on.
     *
     * @param crops pictures whose embeddings are compared
     * @param calibration pictures whose activations are measured; null for the crops
     * @param sets of pairs for a change of precision; empty for drawn ones
     */
    record Material(Crops crops, Crops calibration, List<Path> sets) {
        /** No more than crops. */
        Material(Crops crops) {
            this(crops, null, List.of());
        }
    }

    /** A graph with what is to be said about how it came to be. */
    private record Built(ModelProto model, Map<String, String> facts) {}

    /** Exports with nothing but crops to compare on. */
    ParityReport run(Source source, Crops crops, Progress progress) {
        return run(source, new Material(crops), progress).parity();
    }

    /**
     * Exports.
     *
     * @throws ParityException if the file does not compute what was trained; nothing is left of it
     */
    ProofRecord run(Source source, Material material, Progress progress) {
        return target.write(aside -> {
            progress.report(0, () -> "Writing " + target.name());
            Built built = build(source, material, progress.sub(0, 0.3));
            Map<String, String> entries = new LinkedHashMap<>(source.origin().metadata());
            entries.putAll(built.facts());
            if (options.preprocessing()) {
                source.origin().preprocessing().inGraph().describe(entries);
                entries.put("preprocessing", "in the graph: uint8, NHWC");
            }
            Files.write(aside, built.model().toByteArray(), StandardOpenOption.CREATE_NEW);
            Files.write(aside, OnnxForm.metadata(entries), StandardOpenOption.APPEND);
            ProofRecord proof = prove(aside, source, material, progress.sub(0.3, 0.95));
            Origin measured = proof.rates() == null
                    ? source.origin()
                    : source.origin().measured(proof.rates().tables());
            Map<String, String> last = new LinkedHashMap<>(measured.thresholdMetadata());
            last.put(ModelClaims.PROOF, proof.json().toString());
            List<String> limits = ModelLimits.of(measured, proof, options);
            last.put("limits", ModelLimits.format(limits));
            append(aside, last, source, material.crops());
            return new ExportTarget.Written<>(
                    proof,
                    new ModelCard(target.name(), source.graph(), measured, options, built.facts())
                            .write(proof, limits));
        });
    }

    private Built build(Source source, Material material, Progress progress) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("precision", options.precision().name().toLowerCase(java.util.Locale.ROOT));
        ModelProto model = OnnxModelBuilder.build(source.graph(), source.weights(), opset);
        if (options.precision() == Precision.FP16) {
            model = HalfPrecision.of(model);
        } else if (options.precision() == Precision.INT8) {
            Crops pictures = material.calibration() == null ? material.crops() : material.calibration();
            StaticQuantization.Quantized quantized = StaticQuantization.of(
                    model,
                    source.graph().inputSize(),
                    pictures.pictures(),
                    source.trained().transforms(),
                    progress);
            model = quantized.model();
            facts.put("quantization", quantized.tried() + "; pictures from " + pictures.from());
        }
        model = OnnxForm.withBatch(model, options.batch());
        return new Built(
                options.preprocessing()
                        ? InGraphPreprocessing.prepend(model, source.origin().preprocessing())
                        : model,
                facts);
    }

    private ProofRecord prove(Path aside, Source source, Material material, Progress progress) {
        ParityLimits limits = ParityLimits.of(options.precision());
        Crops crops = material.crops();
        boolean exact = limits.isExact();
        try (OnnxEmbedder exported = OnnxEmbedder.load(aside)) {
            PictureEmbedding trained = PictureEmbedding.of(crops.pictures(), source.trained());
            ParityReport parity = ParityReport.compare(
                    crops.pictures().size(),
                    trained,
                    PictureEmbedding.of(crops.pictures(), exported),
                    limits,
                    progress.sub(0, exact ? 1 : 0.4));
            if (!parity.holds()) {
                Preprocessing said = Preprocessing.read(exported.metadata());
                throw new ParityException(parity, ParityDiagnosis.find(crops.pictures(), trained, exported, said));
            }
            if (exact) {
                return new ProofRecord(parity, crops.from(), null);
            }
            TarComparison rates = TarComparison.measure(
                    material.sets(), source.trained(), exported, source.origin().flipTest(), progress.sub(0.4, 1));
            rates.requireKept();
            return new ProofRecord(parity, crops.from(), rates);
        }
    }

    /** What the comparison found is part of the file; that it is the same network still is looked at once more. */
    private static void append(Path aside, Map<String, String> entries, Source source, Crops crops) throws IOException {
        float[] before = first(aside, crops, source);
        try (OutputStream out = Files.newOutputStream(aside, StandardOpenOption.APPEND)) {
            out.write(OnnxForm.metadata(entries));
        }
        if (!Arrays.equals(before, first(aside, crops, source))) {
            throw new IllegalStateException("The file computes something else with its card in it");
        }
    }

    private static float[] first(Path file, Crops crops, Source source) {
        int[] some = IntStream.range(0, Math.min(2, crops.pictures().size())).toArray();
        try (OnnxEmbedder embedder = OnnxEmbedder.load(file)) {
            if (embedder.dim() != source.graph().dim()) {
                throw new UncheckedIOException(new IOException("The file has embeddings of another length"));
            }
            return PictureEmbedding.of(crops.pictures(), embedder).embed(some);
        }
    }
}
