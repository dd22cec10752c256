package org.idem.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.run.Evaluation;

/**
 * Where a model comes from and how its numbers are to be used: what the file and its card tell.
 *
 * @param run name of the run
 * @param step optimizer steps of the checkpoint
 * @param checkpointHash SHA-256 of the checkpoint's weights, hexadecimal
 * @param preprocessing from pixels to input
 * @param flipTest whether the evaluations added the embedding of the mirrored image
 * @param evaluations those of this checkpoint
 */
record Origin(
        String run,
        long step,
        String checkpointHash,
        Preprocessing preprocessing,
        boolean flipTest,
        List<Evaluation> evaluations) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The entries of the file's {@code metadata_props}. */
    Map<String, String> metadata() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("run", run);
        entries.put("step", Long.toString(step));
        entries.put("checkpoint_sha256", checkpointHash);
        preprocessing.describe(entries);
        entries.put("similarity", "cosine");
        entries.put("thresholds", thresholds());
        entries.put("thresholds_flip_test", Boolean.toString(flipTest));
        return entries;
    }

    /** {@code {"lfw":{"1e-3":0.31}}}: cosine from which two faces are one person, by set and false accept rate. */
    private String thresholds() {
        ObjectNode sets = MAPPER.createObjectNode();
        for (Evaluation evaluation : evaluations) {
            ObjectNode rates = sets.putObject(evaluation.set());
            for (TarAtFarRow row : evaluation.table()) {
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
