package org.idem.config.reader;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.idem.config.schema.Schema;
import org.idem.config.schema.SchemaKey;
import org.idem.config.schema.TypedConfig;
import org.idem.config.yaml.ConfigNode;
import org.idem.core.Problem;

/** What the schema cannot say of the lists of transforms: lengths, ascending pairs, and the order of the steps. */
final class TransformChecks {
    private static final String NORMALIZE = "NormalizeImage";

    /** Transforms that may follow the normalization; all others work on bytes. */
    private static final Set<String> AFTER_NORMALIZING =
            Set.of("DecodeImage", "RandFlipImage", "ResizeImage", NORMALIZE, "ToCHWImage");

    /** Keys in which training and verification agree, by transform. */
    private static final Map<String, List<String>> SAME = Map.of(
            "DecodeImage",
            List.of("to_rgb"),
            "ResizeImage",
            List.of("size"),
            NORMALIZE,
            List.of("scale", "mean", "std"));

    private final TypedConfig values;
    private final List<Problem> problems;

    TransformChecks(TypedConfig values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    void check() {
        for (String loader : List.of("Train", "Eval")) {
            String ops = "DataLoader." + loader + ".dataset.transform_ops";
            if (values.find(ops) instanceof ConfigNode.Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    for (String name : names(sequence, i)) {
                        String op = ops + "." + i + "." + name;
                        Schema.children(op).forEach(key -> numbers(op + "." + key.name(), key));
                    }
                }
                order(ops, sequence);
            }
        }
        agreement();
    }

    /** A network is verified on the input that it is trained on: same colors, same size, same normalization. */
    private void agreement() {
        SAME.forEach((op, keys) -> {
            String trained = section("Train", op);
            String verified = section("Eval", op);
            if (trained != null && verified != null) {
                keys.forEach(key -> agreement(trained + key, verified + key));
            }
        });
    }

    private void agreement(String trained, String verified) {
        if (values.find(trained) instanceof ConfigNode.Leaf one
                && values.find(verified) instanceof ConfigNode.Leaf other
                && !Objects.equals(one.value(), other.value())) {
            String message = "Verification is given other input than training, which has " + one.text();
            problems.add(values.place(verified).warning(verified, message, "give both the same value"));
        }
    }

    /** The dotted key of a transform, dot included, or null where the loader has none of that name. */
    private String section(String loader, String op) {
        String ops = "DataLoader." + loader + ".dataset.transform_ops";
        if (values.find(ops) instanceof ConfigNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                if (names(sequence, i).contains(op)) {
                    return ops + "." + i + "." + op + ".";
                }
            }
        }
        return null;
    }

    private static Set<String> names(ConfigNode.Sequence ops, int index) {
        return ops.items().get(index) instanceof ConfigNode.Section op
                ? op.entries().keySet()
                : Set.of();
    }

    /** A list has as many numbers as its default; two are a range, which ascends. */
    private void numbers(String key, SchemaKey schema) {
        if (schema.type().startsWith("list of ") && values.has(key)) {
            int length = schema.defaultValue().split(",").length;
            if (length(key, length) && length == 2) {
                ascending(key);
            }
        }
    }

    private boolean length(String key, int length) {
        int found = values.list(key).size();
        boolean wrong = found != length;
        if (wrong) {
            error(key, "Must have " + length + " values, not " + found, "add or remove values");
        }
        return !wrong;
    }

    private void ascending(String key) {
        double low = ((Number) values.list(key).get(0)).doubleValue();
        double high = ((Number) values.list(key).get(1)).doubleValue();
        if (low > high) {
            error(key, "The least value comes first, then the largest", "exchange them");
        }
    }

    private void order(String ops, ConfigNode.Sequence sequence) {
        boolean normalized = false;
        for (int i = 0; i < sequence.items().size(); i++) {
            String op = ops + "." + i;
            normalized |= values.has(op + "." + NORMALIZE);
            for (String name : normalized ? names(sequence, i) : Set.<String>of()) {
                if (!AFTER_NORMALIZING.contains(name)
                        && Schema.find(op + "." + name).isPresent()) {
                    error(op + "." + name, "Works on bytes and must come before " + NORMALIZE, "move it up");
                }
            }
        }
    }

    private void error(String key, String message, String remedy) {
        problems.add(values.place(key).error(key, message, remedy));
    }
}
