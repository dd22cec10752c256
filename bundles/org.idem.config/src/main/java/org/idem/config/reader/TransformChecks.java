package org.idem.config.reader;

import java.util.List;
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
