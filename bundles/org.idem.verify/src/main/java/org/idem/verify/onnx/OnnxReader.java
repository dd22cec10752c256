package org.idem.verify.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.data.io.MappedFile;

/** Reads the messages of {@code onnx.proto} that tell what a network is. */
final class OnnxReader {
    private static final int LONGEST_NAME = 1 << 12;
    private static final int LONGEST_NOTE = 1 << 22;
    private static final int MOST_NOTES = 1 << 12;
    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_DIMENSIONS = 64;
    private static final int DEEPEST = 16;

    private final MappedFile file;
    private final WireReader model;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Integer> operators = new LinkedHashMap<>();
    private final Map<String, Long> weights = new LinkedHashMap<>();
    private final Set<String> constants = new HashSet<>();
    private final List<OnnxValue> inputs = new ArrayList<>();
    private final List<OnnxValue> outputs = new ArrayList<>();
    private long irVersion;
    private long opset;
    private String producer = "";
    private String name = "";
    private boolean hasGraph;
    private long parameters;

    OnnxReader(MappedFile file) {
        this.file = file;
        this.model = new WireReader(file);
    }

    OnnxFile read() {
        while (model.next()) {
            switch (model.field()) {
                case 1 -> irVersion = model.number();
                case 2 -> producer = model.text(LONGEST_NAME);
                case 7 -> {
                    hasGraph = true;
                    graph(model.message(), 0);
                }
                case 8 -> operatorSet(model.message());
                case 14 -> note(model.message());
                default -> model.skip();
            }
        }
        if (!hasGraph || irVersion <= 0) {
            throw model.damaged("it holds no graph");
        }
        inputs.removeIf(input -> constants.contains(input.name()));
        Map<String, Integer> byNumber = new LinkedHashMap<>();
        operators.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> byNumber.put(entry.getKey(), entry.getValue()));
        return new OnnxFile(
                file.path(),
                file.size(),
                irVersion,
                opset,
                producer,
                name,
                inputs,
                outputs,
                byNumber,
                parameters,
                weights,
                metadata);
    }

    private void operatorSet(WireReader in) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = in.text(LONGEST_NAME);
                case 2 -> version = in.number();
                default -> in.skip();
            }
        }
        if (domain.isEmpty() || domain.equals("ai.onnx")) {
            opset = version;
        }
    }

    private void note(WireReader in) {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.text(LONGEST_NAME);
                case 2 -> value = in.text(LONGEST_NOTE);
                default -> in.skip();
            }
        }
        metadata.put(key, value);
        requireAtMost(metadata.size(), MOST_NOTES, "notes");
    }

    private void graph(WireReader in, int depth) {
        requireAtMost(depth, DEEPEST, "graphs in each other");
        while (in.next()) {
            switch (in.field()) {
                case 1 -> node(in.message(), depth);
                case 2 -> {
                    String read = in.text(LONGEST_NAME);
                    name = depth == 0 ? read : name;
                }
                case 5 -> constants.add(tensor(in.message()));
                case 11 -> addValue(inputs, in.message(), depth);
                case 12 -> addValue(outputs, in.message(), depth);
                default -> in.skip();
            }
            requireAtMost(constants.size(), MOST_VALUES, "weights");
        }
    }

    private void addValue(List<OnnxValue> values, WireReader in, int depth) {
        OnnxValue value = value(in);
        if (depth == 0) {
            values.add(value);
            requireAtMost(values.size(), MOST_VALUES, "inputs or outputs");
        }
    }

    private void node(WireReader in, int depth) {
        while (in.next()) {
            switch (in.field()) {
                case 4 -> operators.merge(in.text(LONGEST_NAME), 1, Integer::sum);
                case 5 -> attribute(in.message(), depth);
                default -> in.skip();
            }
        }
        requireAtMost(operators.size(), MOST_NOTES, "kinds of nodes");
    }

    /** Weights may stand in nodes, too, and graphs of loops and branches. */
    private void attribute(WireReader in, int depth) {
        while (in.next()) {
            switch (in.field()) {
                case 5, 10 -> tensor(in.message());
                case 6, 11 -> graph(in.message(), depth + 1);
                default -> in.skip();
            }
        }
    }

    /** Counts a tensor and returns its name. */
    private String tensor(WireReader in) {
        List<Long> shape = new ArrayList<>();
        TensorType type = TensorType.UNDEFINED;
        String named = "";
        long raw = -1;
        long held = 0;
        boolean elsewhere = false;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> lengths(in, shape);
                case 2 -> type = TensorType.of(in.number());
                case 4, 5, 6, 7, 10, 11 -> held += Math.max(1, in.skip());
                case 8 -> named = in.text(LONGEST_NAME);
                case 9 -> raw = in.skip();
                case 14 -> elsewhere = in.number() != 0;
                default -> in.skip();
            }
        }
        long count = count(in, shape);
        boolean whole = raw >= 0 ? type.bytes() == 0 || raw == count * type.bytes() : elsewhere || held >= count;
        if (!whole) {
            throw in.damaged("weight '" + named + "' of shape " + shape + " has " + Math.max(raw, held) + " bytes");
        }
        if (type != TensorType.INT64 && type != TensorType.STRING) {
            parameters += count;
            weights.merge(type.label(), count * type.bytes(), Long::sum);
        }
        return named;
    }

    private void lengths(WireReader in, List<Long> shape) {
        if (in.isPacked()) {
            WireReader packed = in.message();
            while (packed.remaining() > 0) {
                shape.add(packed.packedNumber());
                requireAtMost(shape.size(), MOST_DIMENSIONS, "dimensions of a weight");
            }
        } else {
            shape.add(in.number());
        }
        requireAtMost(shape.size(), MOST_DIMENSIONS, "dimensions of a weight");
    }

    /** A product that no lie makes overflow, in sum over all weights either. */
    private static long count(WireReader in, List<Long> shape) {
        long count = 1;
        for (long length : shape) {
            if (length < 0 || length > 0 && count > (1L << 40) / length) {
                throw in.damaged("a weight of shape " + shape);
            }
            count *= length;
        }
        return count;
    }

    private OnnxValue value(WireReader in) {
        String named = "";
        TensorType type = TensorType.UNDEFINED;
        List<String> shape = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                named = in.text(LONGEST_NAME);
            } else if (in.field() == 2) {
                type = type(in.message(), shape);
            } else {
                in.skip();
            }
        }
        return new OnnxValue(named, type.label(), shape);
    }

    private TensorType type(WireReader in, List<String> shape) {
        TensorType type = TensorType.UNDEFINED;
        while (in.next()) {
            if (in.field() != 1) {
                in.skip();
                continue;
            }
            WireReader tensor = in.message();
            while (tensor.next()) {
                switch (tensor.field()) {
                    case 1 -> type = TensorType.of(tensor.number());
                    case 2 -> shape(tensor.message(), shape);
                    default -> tensor.skip();
                }
            }
        }
        return type;
    }

    private void shape(WireReader in, List<String> shape) {
        while (in.next()) {
            if (in.field() != 1) {
                in.skip();
                continue;
            }
            WireReader dimension = in.message();
            String length = OnnxValue.OPEN;
            while (dimension.next()) {
                switch (dimension.field()) {
                    case 1 -> length = Long.toString(dimension.number());
                    case 2 -> length = dimension.text(LONGEST_NAME);
                    default -> dimension.skip();
                }
            }
            shape.add(length);
            requireAtMost(shape.size(), MOST_DIMENSIONS, "dimensions of a value");
        }
    }

    private void requireAtMost(int count, int most, String what) {
        if (count > most) {
            throw model.damaged("more than " + most + " " + what);
        }
    }
}
