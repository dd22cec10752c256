package org.idem.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.idem.config.TransformSpec;

/**
 * From an aligned face to the network's input: {@code (pixel · scale − mean) / std} per channel.
 *
 * @param order {@code RGB} or {@code BGR}
 * @param size side of the input in pixels
 * @param scale factor on pixels in [0, 255]
 * @param mean subtracted, in the order of the channels
 * @param std divided by, in the order of the channels
 */
record Preprocessing(String order, int size, String scale, String mean, String std) {

    /** What transforms of a configuration do. */
    static Preprocessing of(List<TransformSpec> transforms, int size) {
        String order = "RGB";
        String scale = "1.0";
        String mean = "0.0, 0.0, 0.0";
        String std = "1.0, 1.0, 1.0";
        for (TransformSpec transform : transforms) {
            Map<String, Object> arguments = transform.args();
            if (transform.name().equals("DecodeImage")) {
                order = Boolean.FALSE.equals(arguments.get("to_rgb")) ? "BGR" : "RGB";
            } else if (transform.name().equals("NormalizeImage")) {
                scale = text(arguments.getOrDefault("scale", 1.0 / 255));
                mean = text(arguments.getOrDefault("mean", "0.5, 0.5, 0.5"));
                std = text(arguments.getOrDefault("std", "0.5, 0.5, 0.5"));
            }
        }
        return new Preprocessing(order, size, scale, mean, std);
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }

    /** Adds what a program needs to do the same. */
    void describe(Map<String, String> entries) {
        entries.put("preprocessing", "(pixel * scale - mean) / std, NCHW, float32");
        entries.put("channel_order", order);
        entries.put("input_size", Integer.toString(size));
        entries.put("scale", scale);
        entries.put("mean", mean);
        entries.put("std", std);
    }
}
