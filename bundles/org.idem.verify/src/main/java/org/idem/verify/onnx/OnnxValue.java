package org.idem.verify.onnx;

import java.util.List;

/**
 * An input or output of a network.
 *
 * @param name by which runtimes know it
 * @param type of its numbers as NumPy calls it: {@code float32}, {@code uint8}
 * @param shape lengths of its dimensions: a number, or the name of one that is free, {@code ?} where it has none
 */
public record OnnxValue(String name, String type, List<String> shape) {
    /** Stands for a length that the file leaves open without a name. */
    static final String OPEN = "?";

    public OnnxValue {
        shape = List.copyOf(shape);
    }

    /** As people write it: {@code input: float32 [N, 3, 112, 112]}. */
    @Override
    public String toString() {
        return name + ": " + type + " " + shape;
    }

    /** The length of a dimension from 0; 0 where it is free or there is none. */
    public long length(int dimension) {
        if (dimension >= shape.size() || !shape.get(dimension).matches("\\d{1,18}")) {
            return 0;
        }
        return Long.parseLong(shape.get(dimension));
    }
}
