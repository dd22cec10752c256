package org.idem.verify.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.BoundedFiles;
import org.idem.core.Sha256;

/**
 * What a model file claims of itself. Nobody vouches for it but whoever wrote the file. Immutable.
 *
 * @param input what it takes
 * @param thresholds from which cosine two faces are one person, and by which sets
 * @param proof figures of the comparison with the trained network; empty where there are none
 * @param provenance where it comes from: run, step, weights, data, config; empty where it does not say
 * @param problems what it says wrongly, a sentence each
 */
public record ModelClaims(
        InputDescription input,
        List<CardThreshold> thresholds,
        Map<String, Object> proof,
        Map<String, Object> provenance,
        List<String> problems) {
    /** Key of the proof's figures, an object of JSON. */
    public static final String PROOF = "proof";
    /** Keys that tell where a model comes from, in the order in which they are shown. */
    public static final List<String> PROVENANCE = List.of(
            "run",
            "step",
            "network",
            "weights",
            "checkpoint_sha256",
            "precision",
            "quantization",
            "similarity",
            "thresholds_flip_test",
            "data",
            "limits",
            "exported",
            "producer",
            "config");

    private static final String REPORT = ".proof.json";
    private static final int LONGEST_REPORT = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public ModelClaims {
        thresholds = List.copyOf(thresholds);
        proof = Collections.unmodifiableMap(new LinkedHashMap<>(proof));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        problems = List.copyOf(problems);
    }

    static ModelClaims of(OnnxFile file) {
        InputDescription input = InputDescription.of(file);
        List<String> problems = new ArrayList<>(input.problems());
        Map<String, Object> provenance = new LinkedHashMap<>();
        for (String key : PROVENANCE) {
            String value = file.metadata().get(key);
            if (value != null) {
                provenance.put(key, value.startsWith("{") || value.startsWith("[") ? tree(value) : value);
            }
        }
        return new ModelClaims(
                input, CardThresholds.read(file.metadata(), problems), proof(file, problems), provenance, problems);
    }

    private static Object tree(String text) {
        try {
            return MAPPER.treeToValue(MAPPER.readTree(text), Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** In the file itself; earlier versions wrote it beside it, with the hash of the file that it is of. */
    private static Map<String, Object> proof(OnnxFile file, List<String> problems) {
        String inside = file.metadata().get(PROOF);
        if (inside != null) {
            Map<String, Object> figures = object(inside);
            if (figures.isEmpty()) {
                problems.add("proof is no object of JSON");
            }
            return figures;
        }
        Path report = file.path().resolveSibling(file.path().getFileName() + REPORT);
        Map<String, Object> beside = Files.isRegularFile(report) ? object(text(report)) : Map.of();
        if (beside.isEmpty()) {
            return beside;
        }
        if (Sha256.of(file.path()).equals(beside.get("model_sha256"))) {
            return beside;
        }
        problems.add(report.getFileName() + " is of another file");
        return Map.of();
    }

    private static String text(Path report) {
        try {
            return new String(BoundedFiles.readAllBytes(report, LONGEST_REPORT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            System.getLogger(ModelClaims.class.getName()).log(System.Logger.Level.DEBUG, "unread " + report, e);
            return "";
        }
    }

    private static Map<String, Object> object(String text) {
        Map<String, Object> figures = new LinkedHashMap<>();
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree != null && tree.isObject()) {
                tree.fields()
                        .forEachRemaining(field ->
                                figures.put(field.getKey(), MAPPER.convertValue(field.getValue(), Object.class)));
            }
        } catch (JsonProcessingException e) {
            System.getLogger(ModelClaims.class.getName()).log(System.Logger.Level.DEBUG, "no JSON", e);
        }
        return figures;
    }
}
