package org.idem.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.StateDictWriter;
import org.idem.train.weights.Weights;
import org.idem.verify.Embedder;

/**
 * Writes the weights of a network under the names that arcface_torch gives them. The file appears only once a network that
 * was read from it computes what was trained.
 */
final class WeightsExport {
    private final ExportTarget target;
    private final ExportOptions options;

    /**
     * An export.
     *
     * @throws InputException if the options want what only a graph has
     */
    WeightsExport(ExportTarget target, ExportOptions options) {
        this.target = target;
        this.options = options;
        refuse(options.precision() != Precision.FP32, "--precision");
        refuse(options.preprocessing(), "--with-preprocessing");
        refuse(options.batch() != 0, "--batch");
        refuse(options.opset() != 0, "--opset");
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new InputException(Problem.error(
                    null, option, "A file of weights has no graph", "leave it out, or export with --to onnx"));
        }
    }

    /**
     * Exports.
     *
     * @throws ParityException if the file does not hold what was trained; nothing is left of it
     */
    ProofRecord run(BackboneEmbedder backbone, OnnxExport.Source source, Crops crops, Progress progress) {
        return target.write(aside -> {
            progress.report(0, () -> "Writing " + target.name());
            StateDictWriter writer = new StateDictWriter(backbone.graph(), source.weights());
            if (options.format() == Format.PT) {
                writer.writeTorch(aside);
            } else {
                writer.writeSafetensors(aside, source.origin().metadata());
            }
            ProofRecord proof = prove(aside, backbone, source.trained(), crops, progress.sub(0.1, 1));
            List<String> limits = ModelLimits.of(source.origin(), proof, options);
            ModelCard card = new ModelCard(target.name(), source.graph(), source.origin(), options, Map.of());
            return new ExportTarget.Written<>(proof, card.write(proof, limits));
        });
    }

    private static ProofRecord prove(
            Path aside, BackboneEmbedder backbone, Embedder trained, Crops crops, Progress progress) {
        StateDictMapping mapping = StateDictMapping.of(Weights.open(aside), backbone.graph(), 0);
        mapping.requireAll();
        try (BackboneEmbedder read = backbone.withWeights(mapping::copyTo)) {
            ParityReport parity = ParityReport.compare(
                    crops.pictures().size(),
                    PictureEmbedding.of(crops.pictures(), trained),
                    PictureEmbedding.of(crops.pictures(), trained.transforms(), trained.inputSize(), read),
                    ParityLimits.of(Precision.FP32),
                    progress);
            if (!parity.holds()) {
                throw new ParityException(parity, "The weights were not read as they were written");
            }
            return new ProofRecord(parity, crops.from(), null);
        }
    }
}
