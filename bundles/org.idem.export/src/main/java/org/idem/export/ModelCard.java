package org.idem.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.metrics.SimilarityThreshold;
import org.idem.metrics.TarAtFarRow;
import org.idem.metrics.ThresholdInterval;
import org.idem.model.Graph;
import org.idem.protocol.ExportOptions;

/** What someone who is handed an exported file has to know, in Markdown. */
final class ModelCard {
    private final StringBuilder text = new StringBuilder();
    private final String file;
    private final Graph network;
    private final Origin origin;
    private final ExportOptions options;
    private final Map<String, String> facts;

    /**
     * A card.
     *
     * @param file name of the file
     * @param facts what else is known of this file, by the keys of its metadata
     */
    ModelCard(String file, Graph network, Origin origin, ExportOptions options, Map<String, String> facts) {
        this.file = file;
        this.network = network;
        this.origin = origin;
        this.options = options;
        this.facts = facts;
    }

    /** The card as text. */
    String write(ProofRecord proof, List<String> limits) {
        line("%s%n", ExportTarget.title(file));
        line(
                "%s with %s parameters, from run `%s` at step %d.",
                network.name(), Units.count(network.parameters()), origin.run(), origin.step());
        line("Weights: SHA-256 `%s`.%n", origin.checkpointHash());
        usage();
        line("## Which threshold to use%n");
        if (origin.evaluations().isEmpty()) {
            line("This checkpoint was not verified: measure thresholds on pairs like those that you will meet.%n");
        } else {
            thresholds();
        }
        proof(proof);
        line("## Known limits%n");
        limits.forEach(limit -> line("- %s", limit));
        line("");
        provenance();
        if (options.format() == ExportOptions.Format.ONNX) {
            text.append(ModelRecipes.of(file, network, options));
        }
        return text.toString();
    }

    private void usage() {
        Preprocessing input = origin.preprocessing();
        int size = input.size();
        String batch = options.batch() == 0 ? "N" : String.valueOf(options.batch());
        String free = options.batch() == 0 ? "N free" : "so many images at a time";
        line("| | |%n|---|---|");
        if (options.format() != ExportOptions.Format.ONNX) {
            line("| file | tensors under the names that arcface_torch gives them, float32 |");
        }
        if (options.preprocessing()) {
            line("| input | `input`, uint8 [%s, %d, %d, 3], %s, channels %s |", batch, size, size, free, input.order());
            line(
                    "| preprocessing | aligned face; the graph itself computes (pixel · %s − [%s]) / [%s] |",
                    input.scale(), input.mean(), input.std());
        } else {
            line(
                    "| input | `input`, float32 [%s, 3, %d, %d], %s, channels %s |",
                    batch, size, size, free, input.order());
            line(
                    "| preprocessing | aligned face; (pixel · %s − [%s]) / [%s] |",
                    input.scale(), input.mean(), input.std());
        }
        line("| output | `embedding`, float32 [%s, %d], not normalised |", batch, network.dim());
        line("| similarity | cosine of two embeddings |");
        line("| precision | %s |%n", precision());
    }

    private String precision() {
        return switch (options.precision()) {
            case FP32 -> "float32";
            case FP16 -> "float16 inside, float32 at both ends";
            case INT8 -> "int8 weights and uint8 activations of convolutions and matrix products, in QDQ form; "
                    + facts.getOrDefault("quantization", "");
        };
    }

    private void thresholds() {
        String how =
                origin.flipTest() ? "on the sum of an image's embedding and its mirror image's" : "on plain embeddings";
        line(
                "Two faces are taken for one person from this cosine on, or up to this squared L2 distance of"
                        + " embeddings brought to length one, or up to this angle between them; measured %s.%n",
                how);
        line("| set | pairs | false accept rate | threshold | true accept rate (95 %% interval) | false accepts |"
                + " as squared L2 | as angle | 95 %% interval of the threshold | as squared L2 | as angle |");
        line("|---|---|---|---|---|---|---|---|---|---|---|");
        for (MeasuredTable table : origin.evaluations()) {
            for (int i = 0; i < table.rows().size(); i++) {
                threshold(table, table.rows().get(i), table.intervals().get(i));
            }
        }
        line("");
    }

    private void threshold(MeasuredTable table, TarAtFarRow row, ThresholdInterval interval) {
        String begin = "| " + table.set() + " | " + table.pairs() + " | " + FarLabel.of(row.far()) + " | ";
        if (!row.isMeasurable()) {
            text.append(begin).append(row.needs()).append(" | | | | | | | |\n");
            return;
        }
        boolean known = Double.isFinite(row.threshold());
        SimilarityThreshold threshold = new SimilarityThreshold(row.threshold());
        text.append(begin);
        line(
                "%s | %.4f (%.4f … %.4f) | %d | %s | %s | %s |",
                known ? fixed(threshold.cosine()) : "too few pairs",
                row.tar(),
                row.low(),
                row.high(),
                row.errors(),
                known ? fixed(threshold.squaredL2()) : "",
                known ? degrees(threshold) : "",
                interval(interval));
    }

    private static String interval(ThresholdInterval interval) {
        if (!Double.isFinite(interval.low())) {
            return "scores were not kept | | ";
        }
        SimilarityThreshold low = new SimilarityThreshold(interval.low());
        SimilarityThreshold high = new SimilarityThreshold(interval.high());
        return fixed(low.cosine()) + " … " + fixed(high.cosine()) + " | " + fixed(high.squaredL2()) + " … "
                + fixed(low.squaredL2()) + " | " + degrees(high) + " … " + degrees(low);
    }

    private static String degrees(SimilarityThreshold threshold) {
        return String.format(Locale.ROOT, "%.2f°", threshold.degrees());
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void proof(ProofRecord proof) {
        line("## Proof%n");
        line(
                "The trained network and this file in %s on the same %d crops, in batches of 1 and of %d, and"
                        + " in batches of %s after each other: %s.",
                options.format() == ExportOptions.Format.ONNX ? "ONNX Runtime" : "libtorch, read again",
                proof.parity().crops(),
                ParityReport.BATCH,
                ParityReport.CHANGING.toString().replaceAll("[\\[\\]]", ""),
                proof.parity().describe());
        line("Crops: %s.%n", proof.from());
        if (proof.rates() != null) {
            line(
                    "What the precision does to true accept rates, on the same pairs (%s):%n",
                    proof.rates().from());
            proof.rates().changes().forEach(change -> line("- %s", TarComparison.describe(change)));
            line("");
        }
    }

    private void provenance() {
        line("## Where it comes from%n");
        line("| | |%n|---|---|");
        line("| run, step | `%s`, %d |", origin.run(), origin.step());
        line("| weights | SHA-256 `%s` |", origin.checkpointHash());
        origin.facts().forEach((key, value) -> {
            if (!key.equals("config")) {
                line("| %s | %s |", key, value.replace("|", "\\|").replace("\n", " "));
            }
        });
        line("");
        String config = origin.facts().get("config");
        if (config != null) {
            line("<details><summary>Config</summary>%n%n```yaml");
            text.append(config.strip()).append("\n```\n\n</details>\n\n");
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
