package org.idem.export.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.data.format.Datasets;
import org.idem.export.LoadedModel;
import org.idem.export.MeasuredThreshold;
import org.idem.export.ModelLoader;
import org.idem.input.DamageLimit;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;

/** Compares two pictures as the model's evaluations compare pairs, so that their thresholds hold. */
record PictureComparison(Request.Compare request, Progress progress) {

    /**
     * Embeds both and looks for the threshold.
     *
     * @throws InputException if the model or a picture cannot be used, or the wanted threshold is not known
     */
    Reply.Compared compare() {
        requireNumbers();
        requirePicture(request.first());
        requirePicture(request.second());
        try (LoadedModel model = ModelLoader.load(request.model())) {
            Optional<MeasuredThreshold> measured = request.threshold() != null
                    ? Optional.empty()
                    : MeasuredThreshold.choose(model.origin().thresholds(), request.far());
            return new Reply.Compared(
                    score(model),
                    model.origin().flipTest(),
                    request.threshold() != null
                            ? request.threshold()
                            : measured.map(MeasuredThreshold::cosine).orElse(null),
                    measured.map(MeasuredThreshold::far).orElse(null),
                    measured.map(MeasuredThreshold::set).orElse(""),
                    model.input());
        }
    }

    private void requireNumbers() {
        if (request.far() != null && !(request.far() > 0 && request.far() <= 1)) {
            throw new InputException(Problem.error(
                    null, "--far", request.far() + " is no rate", "give a number above 0 and up to 1, such as 1e-4"));
        }
        if (request.threshold() != null && !(Math.abs(request.threshold()) <= 1)) {
            throw new InputException(Problem.error(
                    null, "--threshold", request.threshold() + " is no cosine", "give a number from -1 to 1"));
        }
    }

    private static void requirePicture(Path file) {
        if (!Files.isRegularFile(file) || !Datasets.isPicture(file)) {
            throw new InputException(Problem.error(
                    file,
                    "IMAGE",
                    Files.isRegularFile(file) ? "This is no picture by its name" : "There is no such picture",
                    "give two pictures of aligned faces"));
        }
    }

    private double score(LoadedModel model) {
        double[] cosine = new double[1];
        try (ImageInputs inputs = ImageInputs.open(List.of(request.first(), request.second()))) {
            DamageLimit damage = DamageLimit.unlimited(request.first(), inputs.size(), (index, why) -> {
                throw new InputException(
                        Problem.error(Path.of(inputs.key(index)), "IMAGE", why.getMessage(), "give another picture"));
            });
            int dim = model.dim();
            ImageEmbedding.pass(model.origin().flipTest())
                    .forEach(
                            model,
                            inputs,
                            damage,
                            0,
                            batch -> {
                                float[] both = EmbeddingVectors.of(batch, true, dim);
                                for (int i = 0; i < dim; i++) {
                                    cosine[0] += (double) both[i] * both[dim + i];
                                }
                            },
                            progress);
        }
        return cosine[0];
    }
}
