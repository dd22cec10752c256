package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;
import org.idem.verify.onnx.CardThresholds;

/**
 * Where a model comes from and how its numbers are to be used: what the file and its card tell.
 *
 * @param run name of the run, or of the weight file
 * @param step optimizer steps of the checkpoint
 * @param checkpointHash SHA-256 of the checkpoint's weights, hexadecimal
 * @param preprocessing from pixels to input
 * @param flipTest whether the evaluations added the embedding of the mirrored image
 * @param evaluations those of these weights, or of what is exported where that was measured by itself
 * @param facts what else is known, by the keys of {@link org.idem.verify.onnx.ModelClaims#PROVENANCE}
 */
record Origin(
        String run,
        long step,
        String checkpointHash,
        Preprocessing preprocessing,
        boolean flipTest,
        List<MeasuredTable> evaluations,
        Map<String, String> facts) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Origin {
        evaluations = List.copyOf(evaluations);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Of a run whose evaluations kept their scores or not. */
    Origin(
            String run,
            long step,
            String checkpointHash,
            Preprocessing preprocessing,
            boolean flipTest,
            List<Evaluation> evaluations) {
        this(
                run,
                step,
                checkpointHash,
                preprocessing,
                flipTest,
                evaluations.stream().map(MeasuredTable::of).toList(),
                Map.of());
    }

    /** The same, measured by the exported network itself. */
    Origin measured(List<MeasuredTable> own) {
        return new Origin(run, step, checkpointHash, preprocessing, flipTest, own, facts);
    }

    /** The entries of the file's {@code metadata_props}. */
    Map<String, String> metadata() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("run", run);
        entries.put("step", Long.toString(step));
        entries.put("checkpoint_sha256", checkpointHash);
        preprocessing.describe(entries);
        entries.put("similarity", "cosine");
        entries.putAll(facts);
        return entries;
    }

    /** The entries that tell thresholds; measured last where the exported network is measured itself. */
    Map<String, String> thresholdMetadata() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("thresholds", thresholds());
        entries.put(
                CardThresholds.TABLE,
                CardThresholds.format(evaluations.stream()
                        .flatMap(table -> table.thresholds().stream())
                        .toList()));
        entries.put("thresholds_flip_test", Boolean.toString(flipTest));
        return entries;
    }

    /** {@code {"lfw":{"1e-3":0.31}}}: cosine from which two faces are one person, by set and false accept rate. */
    private String thresholds() {
        ObjectNode sets = MAPPER.createObjectNode();
        for (MeasuredTable table : evaluations) {
            ObjectNode rates = sets.putObject(table.set());
            for (TarAtFarRow row : table.rows()) {
                if (Double.isFinite(row.threshold())) {
                    rates.put(FarLabel.of(row.far()), row.threshold());
                }
            }
        }
        try {
            return MAPPER.writeValueAsString(sets);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
