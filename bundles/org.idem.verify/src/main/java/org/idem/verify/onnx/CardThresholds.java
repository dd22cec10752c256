package org.idem.verify.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Thresholds as a model file keeps them: {@code threshold_table}, a list with all that is known of each, and {@code
 * thresholds}, {@code {"lfw":{"1e-3":0.31}}}, which files had before it.
 */
public final class CardThresholds {
    /** Key of the list. */
    public static final String TABLE = "threshold_table";

    private static final String BARE = "thresholds";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CardThresholds() {}

    /** The list as one line of JSON. */
    public static String format(List<CardThreshold> thresholds) {
        ArrayNode list = MAPPER.createArrayNode();
        for (CardThreshold one : thresholds) {
            ObjectNode node = list.addObject().put("set", one.set()).put("far", one.far());
            put(node, "cosine", one.cosine());
            put(node, "low", one.low());
            put(node, "high", one.high());
            put(node, "squared_l2", one.threshold().squaredL2());
            put(node, "angle", one.threshold().degrees());
            put(node, "tar", one.tar());
            put(node, "tar_low", one.tarLow());
            put(node, "tar_high", one.tarHigh());
            node.put("errors", one.errors()).put("pairs", one.pairs());
        }
        return list.toString();
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    /** What a file says; entries without a set, a rate and a cosine say nothing. */
    static List<CardThreshold> read(Map<String, String> metadata, List<String> problems) {
        return metadata.containsKey(TABLE) ? table(metadata, problems) : bare(metadata, problems);
    }

    private static List<CardThreshold> table(Map<String, String> metadata, List<String> problems) {
        List<CardThreshold> thresholds = new ArrayList<>();
        for (JsonNode node : tree(TABLE, metadata, problems)) {
            CardThreshold one = new CardThreshold(
                    node.path("set").asText(""),
                    number(node, "far"),
                    number(node, "cosine"),
                    number(node, "low"),
                    number(node, "high"),
                    number(node, "tar"),
                    number(node, "tar_low"),
                    number(node, "tar_high"),
                    node.path("errors").asLong(-1),
                    node.path("pairs").asInt(0));
            add(thresholds, one);
        }
        return thresholds;
    }

    private static List<CardThreshold> bare(Map<String, String> metadata, List<String> problems) {
        List<CardThreshold> thresholds = new ArrayList<>();
        tree(BARE, metadata, problems).fields().forEachRemaining(set -> set.getValue()
                .fields()
                .forEachRemaining(rate -> add(
                        thresholds,
                        CardThreshold.bare(set.getKey(), rate(rate.getKey()), number(set.getValue(), rate.getKey())))));
        return thresholds;
    }

    private static double rate(String label) {
        try {
            return Double.parseDouble(label);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void add(List<CardThreshold> thresholds, CardThreshold one) {
        if (!one.set().isEmpty() && one.far() > 0 && Math.abs(one.cosine()) <= 1) {
            thresholds.add(one);
        }
    }

    private static JsonNode tree(String key, Map<String, String> metadata, List<String> problems) {
        try {
            return MAPPER.readTree(metadata.getOrDefault(key, "{}"));
        } catch (JsonProcessingException e) {
            problems.add(key + " is no JSON");
            return MAPPER.createObjectNode();
        }
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).asDouble() : Double.NaN;
    }
}
