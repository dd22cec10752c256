package org.idem.export;

import java.util.Locale;
import org.idem.core.Units;
import org.idem.run.Evaluation;
import org.idem.run.TarAt;
import org.idem.train.backbone.Graph;

/** What someone who is handed an exported file has to know, in Markdown. */
final class ModelCard {
    private ModelCard() {}

    static String write(String file, Graph network, Origin origin, Proof proof) {
        Preprocessing input = origin.preprocessing();
        StringBuilder text = new StringBuilder();
        line(text, "# %s", file);
        line(text, "");
        line(
                text,
                "%s with %s parameters, from run `%s` at step %d. Weights: SHA-256 `%s`.",
                network.name(),
                Units.count(network.parameters()),
                origin.run(),
                origin.step(),
                origin.checkpointHash());
        line(text, "");
        line(text, "| | |");
        line(text, "|---|---|");
        line(
                text,
                "| input | `input`, float32 [N, 3, %d, %d], N free, channels %s |",
                input.size(),
                input.size(),
                input.order());
        line(
                text,
                "| preprocessing | aligned face; (pixel · %s − [%s]) / [%s] |",
                input.scale(),
                input.mean(),
                input.std());
        line(text, "| output | `embedding`, float32 [N, %d], not normalised |", network.dim());
        line(text, "| similarity | cosine of two embeddings |");
        line(text, "");
        thresholds(text, origin);
        line(text, "## Proof");
        line(text, "");
        line(
                text,
                "The trained network and this file in ONNX Runtime on the same %d crops, in batches of 1 and of %d:"
                        + " smallest cosine %.7f, largest difference %.3g (allowed: %.3g; the numbers go up to %.3g).",
                proof.crops(),
                Proof.BATCH,
                proof.minCosine(),
                proof.maxAbsDifference(),
                proof.tolerance(),
                proof.largest());
        return text.toString();
    }

    private static void thresholds(StringBuilder text, Origin origin) {
        line(text, "## Which threshold to use");
        line(text, "");
        if (origin.evaluations().isEmpty()) {
            line(text, "This checkpoint was not verified; measure thresholds on pairs like those that you will meet.");
            line(text, "");
            return;
        }
        line(
                text,
                "Two faces are taken for one person from this cosine on. Measured %s.",
                origin.flipTest()
                        ? "on the sum of an image's embedding and that of its mirror image"
                        : "on plain embeddings");
        line(text, "");
        line(
                text,
                "| set | pairs | false accept rate | threshold | true accept rate (95 %% interval) | false accepts |");
        line(text, "|---|---|---|---|---|---|");
        for (Evaluation evaluation : origin.evaluations()) {
            for (TarAt row : evaluation.table()) {
                line(
                        text,
                        "| %s | %d | %s | %s | %.4f (%.4f … %.4f) | %d |",
                        evaluation.set(),
                        evaluation.pairs(),
                        Origin.rate(row.far()),
                        Double.isFinite(row.threshold())
                                ? String.format(Locale.ROOT, "%.4f", row.threshold())
                                : "too few pairs",
                        row.tar(),
                        row.low(),
                        row.high(),
                        row.errors());
            }
        }
        line(text, "");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
