package org.idem.export;

import java.util.Locale;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.SimilarityThreshold;
import org.idem.metrics.TarAtFarRow;
import org.idem.model.Graph;
import org.idem.run.Evaluation;

/** What someone who is handed an exported file has to know, in Markdown. */
final class ModelCard {
    private ModelCard() {}

    static String write(String file, Graph network, Origin origin, ParityReport proof) {
        StringBuilder text = new StringBuilder();
        line(text, "# %s%n", file);
        String parameters = Units.count(network.parameters());
        line(
                text,
                "%s with %s parameters, from run `%s` at step %d.",
                network.name(),
                parameters,
                origin.run(),
                origin.step());
        line(text, "Weights: SHA-256 `%s`.%n", origin.checkpointHash());
        usage(text, network, origin.preprocessing());
        line(text, "## Which threshold to use%n");
        if (origin.evaluations().isEmpty()) {
            line(
                    text,
                    "This checkpoint was not verified: measure thresholds on pairs like those that you will meet.%n");
        } else {
            thresholds(text, origin);
        }
        proof(text, proof);
        return text.toString();
    }

    private static void usage(StringBuilder text, Graph network, Preprocessing input) {
        int size = input.size();
        line(text, "| | |%n|---|---|");
        line(text, "| input | `input`, float32 [N, 3, %d, %d], N free, channels %s |", size, size, input.order());
        line(
                text,
                "| preprocessing | aligned face; (pixel · %s − [%s]) / [%s] |",
                input.scale(),
                input.mean(),
                input.std());
        line(text, "| output | `embedding`, float32 [N, %d], not normalised |", network.dim());
        line(text, "| similarity | cosine of two embeddings |%n");
    }

    private static void thresholds(StringBuilder text, Origin origin) {
        String how =
                origin.flipTest() ? "on the sum of an image's embedding and its mirror image's" : "on plain embeddings";
        line(
                text,
                "Two faces are taken for one person from this cosine on, or up to this squared L2 distance of"
                        + " embeddings brought to length one, or up to this angle between them; measured %s.%n",
                how);
        line(
                text,
                "| set | pairs | false accept rate | threshold | true accept rate (95 %% interval) | false accepts |"
                        + " as squared L2 | as angle |");
        line(text, "|---|---|---|---|---|---|---|---|");
        for (Evaluation evaluation : origin.evaluations()) {
            evaluation.table().forEach(row -> threshold(text, evaluation, row));
        }
        line(text, "");
    }

    private static void threshold(StringBuilder text, Evaluation evaluation, TarAtFarRow row) {
        String begin = "| " + evaluation.set() + " | " + evaluation.pairs() + " | " + FarLabel.of(row.far()) + " | ";
        if (!row.isMeasurable()) {
            text.append(begin).append(row.needs()).append(" | | | | |\n");
            return;
        }
        boolean known = Double.isFinite(row.threshold());
        SimilarityThreshold threshold = new SimilarityThreshold(row.threshold());
        text.append(begin);
        line(
                text,
                "%s | %.4f (%.4f … %.4f) | %d | %s | %s |",
                known ? fixed(threshold.cosine()) : "too few pairs",
                row.tar(),
                row.low(),
                row.high(),
                row.errors(),
                known ? fixed(threshold.squaredL2()) : "",
                known ? String.format(Locale.ROOT, "%.2f°", threshold.degrees()) : "");
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static void proof(StringBuilder text, ParityReport proof) {
        line(text, "## Proof%n");
        line(
                text,
                "The trained network and this file in ONNX Runtime on the same %d crops, in batches of 1 and of %d, and"
                        + " in batches of %s after each other: %s.",
                proof.crops(),
                ParityReport.BATCH,
                ParityReport.CHANGING.toString().replaceAll("[\\[\\]]", ""),
                proof.describe());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
