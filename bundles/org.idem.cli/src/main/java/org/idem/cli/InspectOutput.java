package org.idem.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.idem.core.Units;
import org.idem.metrics.FarLabel;
import org.idem.protocol.InputContract;
import org.idem.verify.onnx.CardThreshold;
import org.idem.verify.onnx.InputDescription;
import org.idem.verify.onnx.ModelClaims;
import org.idem.verify.onnx.OnnxFile;
import org.idem.verify.onnx.OnnxValue;

/** What {@code inspect} tells of a file, for people and programs. What the file says is cut to one short line. */
final class InspectOutput {
    private static final int LONGEST = 120;
    private static final int MOST_VALUES = 8;
    private static final int MOST_OPERATORS = 12;

    private InspectOutput() {}

    static ObjectNode json(OnnxFile model) {
        ModelClaims claims = model.claims();
        ObjectNode node = JsonOutput.object();
        node.put("file", model.path().toString());
        node.set("inputs", values(model.inputs()));
        node.set("outputs", values(model.outputs()));
        node.put("opset", model.opset());
        node.put("nodes", model.nodes());
        node.put("parameters", model.parameters());
        node.put("bytes", model.bytes());
        node.put("ir_version", model.irVersion());
        node.put("producer", model.producer());
        node.put("name", model.name());
        node.set("operators", JsonOutput.tree(model.operators()));
        node.set("weights", JsonOutput.tree(model.weights()));
        node.set(
                "input",
                InputOutput.json(contract(claims.input()))
                        .put("layout", claims.input().layout()));
        ArrayNode thresholds = node.putArray("thresholds");
        claims.thresholds().forEach(one -> thresholds.add(json(one)));
        node.set("proof", JsonOutput.tree(claims.proof()));
        node.set("provenance", JsonOutput.tree(claims.provenance()));
        node.set("problems", JsonOutput.tree(claims.problems()));
        return node;
    }

    private static InputContract contract(InputDescription input) {
        return new InputContract(input.size(), input.color(), input.mean(), input.std(), input.from());
    }

    private static ArrayNode values(List<OnnxValue> values) {
        ArrayNode list = JsonOutput.array();
        for (OnnxValue value : values) {
            ArrayNode shape = list.addObject()
                    .put("name", value.name())
                    .put("type", value.type())
                    .putArray("shape");
            for (int i = 0; i < value.shape().size(); i++) {
                if (value.length(i) > 0) {
                    shape.add(value.length(i));
                } else {
                    shape.add(value.shape().get(i));
                }
            }
        }
        return list;
    }

    private static ObjectNode json(CardThreshold one) {
        ObjectNode node = JsonOutput.object().put("set", one.set()).put("far", one.far());
        JsonOutput.put(node, "cosine", one.cosine());
        JsonOutput.put(node, "squared_l2", one.threshold().squaredL2());
        JsonOutput.put(node, "angle", one.threshold().degrees());
        JsonOutput.put(node, "low", one.low());
        JsonOutput.put(node, "high", one.high());
        ObjectNode tar = node.putObject("tar");
        JsonOutput.put(tar, "value", one.tar());
        JsonOutput.put(tar, "low", one.tarLow());
        JsonOutput.put(tar, "high", one.tarHigh());
        if (one.errors() >= 0) {
            tar.put("errors", one.errors());
        }
        if (one.pairs() > 0) {
            node.put("pairs", one.pairs());
        }
        return node;
    }

    static List<String> lines(OnnxFile model) {
        ModelClaims claims = model.claims();
        List<String> lines = new ArrayList<>();
        lines.add(model.path() + ": " + Units.bytes(model.bytes()) + ", opset " + model.opset() + ", "
                + Units.count(model.nodes()) + " nodes, " + Units.count(model.parameters()) + " parameters"
                + model.weights().keySet().stream().collect(Collectors.joining(", ", " (", ")")));
        values(lines, "input", model.inputs());
        values(lines, "output", model.outputs());
        lines.add("operators   " + operators(model.operators()));
        lines.add("contract    " + InputOutput.describe(contract(claims.input())) + ", "
                + claims.input().layout());
        thresholds(lines, claims.thresholds());
        entries(lines, "proof", claims.proof());
        entries(lines, "from", claims.provenance());
        claims.problems().forEach(problem -> lines.add("wrong       " + text(problem)));
        return lines;
    }

    private static void values(List<String> lines, String what, List<OnnxValue> values) {
        values.stream()
                .limit(MOST_VALUES)
                .forEach(value -> lines.add(String.format(Locale.ROOT, "%-11s %s", what, text(value.toString()))));
        if (values.size() > MOST_VALUES) {
            lines.add(what + "s      " + Units.count(values.size() - MOST_VALUES) + " more");
        }
    }

    private static String operators(Map<String, Integer> operators) {
        String named = operators.entrySet().stream()
                .limit(MOST_OPERATORS)
                .map(entry -> entry.getValue() + " " + text(entry.getKey()))
                .collect(Collectors.joining(", "));
        int more = operators.size() - MOST_OPERATORS;
        return more > 0 ? named + " and " + more + " more kinds" : named;
    }

    private static void thresholds(List<String> lines, List<CardThreshold> thresholds) {
        if (thresholds.isEmpty()) {
            lines.add("thresholds  none: the file does not say from which score two faces are one person");
            return;
        }
        lines.add("thresholds  set, false accept rate: cosine (95 % interval), squared L2, angle, true accept rate");
        for (CardThreshold one : thresholds) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-20s %6s  %.4f%s  %.4f  %.2f°%s",
                    text(one.set()),
                    FarLabel.of(one.far()),
                    one.cosine(),
                    interval(one.low(), one.high()),
                    one.threshold().squaredL2(),
                    one.threshold().degrees(),
                    Double.isFinite(one.tar())
                            ? String.format(Locale.ROOT, "  %.4f%s", one.tar(), interval(one.tarLow(), one.tarHigh()))
                            : ""));
        }
    }

    private static String interval(double low, double high) {
        return Double.isFinite(low) && Double.isFinite(high)
                ? String.format(Locale.ROOT, " (%.4f … %.4f)", low, high)
                : "";
    }

    private static void entries(List<String> lines, String what, Map<String, Object> entries) {
        if (entries.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-11s the file does not say", what));
        }
        entries.forEach((key, value) ->
                lines.add(String.format(Locale.ROOT, "%-11s %s: %s", what, text(key), text(String.valueOf(value)))));
    }

    /** One line of what anybody may have written. */
    private static String text(String said) {
        String line = said.lines().findFirst().orElse("");
        boolean cut = line.length() < said.length() || line.length() > LONGEST;
        return line.substring(0, Math.min(LONGEST, line.length())) + (cut ? " …" : "");
    }
}
