package org.idem.config;

import java.util.List;
import java.util.Set;
import org.idem.core.Problem;

/** What the schema cannot say of the lists of transforms: lengths, ascending pairs, and the order of the steps. */
final class TransformChecks {
    private static final String NORMALIZE = "NormalizeImage";
    private static final List<String> TRIPLES = List.of(NORMALIZE + ".mean", NORMALIZE + ".std", "RandomErasing.value");
    private static final List<String> SPANS = List.of(
            "RandCropImage.scale",
            "RandCropImage.ratio",
            "GaussianBlur.sigma",
            "JpegCompression.quality",
            "LowResolution.scale",
            "RandomErasing.scale",
            "RandomErasing.ratio");
    private static final Set<String> ON_BYTES =
            Set.of("RandCropImage", "ColorJitter", "GaussianBlur", "JpegCompression", "LowResolution", "RandomErasing");

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
                    String op = ops + "." + i + ".";
                    TRIPLES.forEach(key -> length(op + key, 3));
                    SPANS.forEach(key -> span(op + key));
                }
                order(ops, sequence);
            }
        }
    }

    private boolean length(String key, int length) {
        int found = values.list(key).size();
        boolean wrong = values.has(key) && found != length;
        if (wrong) {
            error(key, "Must have " + length + " values, not " + found, "add or remove values");
        }
        return !wrong;
    }

    private void span(String key) {
        if (values.has(key) && length(key, 2)) {
            double low = ((Number) values.list(key).get(0)).doubleValue();
            double high = ((Number) values.list(key).get(1)).doubleValue();
            if (low > high) {
                error(key, "The least value comes first, then the largest", "exchange them");
            }
        }
    }

    private void order(String ops, ConfigNode.Sequence sequence) {
        boolean normalized = false;
        for (int i = 0; i < sequence.items().size(); i++) {
            String op = ops + "." + i;
            normalized |= values.has(op + "." + NORMALIZE);
            if (normalized) {
                ON_BYTES.stream().filter(name -> values.has(op + "." + name)).forEach(name -> {
                    String message = "Works on bytes and must come before " + NORMALIZE;
                    error(op + "." + name, message, "move it up");
                });
            }
        }
    }

    private void error(String key, String message, String remedy) {
        problems.add(values.place(key).error(key, message, remedy));
    }
}
