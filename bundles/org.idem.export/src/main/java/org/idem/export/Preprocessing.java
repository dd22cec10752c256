package org.idem.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.InputContract;

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

    /** What commands tell of inputs, by samples in [0, 1]. */
    static Preprocessing of(InputContract input) {
        return new Preprocessing(
                input.color().toUpperCase(Locale.ROOT),
                input.size(),
                String.valueOf(1.0 / 255),
                text(input.mean()),
                text(input.std()));
    }

    /** Whether a file's metadata says anything about its input. */
    static boolean isIn(Map<String, String> entries) {
        return List.of("channel_order", "scale", "mean", "std").stream().anyMatch(entries::containsKey);
    }

    /** What a file's metadata says; the recipes' usual numbers where it says nothing. */
    static Preprocessing read(Map<String, String> entries) {
        return new Preprocessing(
                entries.getOrDefault("channel_order", "RGB"),
                0,
                entries.getOrDefault("scale", String.valueOf(1.0 / 255)),
                entries.getOrDefault("mean", "0.5, 0.5, 0.5"),
                entries.getOrDefault("std", "0.5, 0.5, 0.5"));
    }

    /** The transforms that do this. */
    List<TransformSpec> transforms() {
        return List.of(
                new TransformSpec("DecodeImage", Map.of("to_rgb", !order.equals("BGR"))),
                new TransformSpec(
                        "NormalizeImage", Map.of("scale", number(scale), "mean", numbers(mean), "std", numbers(std))),
                new TransformSpec("ToCHWImage", Map.of()));
    }

    /** The same by samples in [0, 1], as commands tell it. */
    InputContract contract(String from) {
        return new InputContract(size, order.toLowerCase(Locale.ROOT), ofUnit(mean), ofUnit(std), from);
    }

    /** What pixels are multiplied by, for each channel, before {@link #offsets} are added. */
    float[] factors() {
        double factor = number(scale);
        return channels(c -> factor / of(std, c));
    }

    /** What is added then, for each channel. */
    float[] offsets() {
        return channels(c -> -of(mean, c) / of(std, c));
    }

    private static float[] channels(IntToDoubleFunction value) {
        float[] all = new float[3];
        for (int c = 0; c < all.length; c++) {
            all[c] = (float) value.applyAsDouble(c);
        }
        return all;
    }

    private static double of(String values, int channel) {
        List<Double> given = numbers(values);
        return given.get(Math.min(channel, given.size() - 1));
    }

    /** What a file takes that does the arithmetic itself: pixels as they are. */
    Preprocessing inGraph() {
        return new Preprocessing(order, size, "1.0", "0.0, 0.0, 0.0", "1.0, 1.0, 1.0");
    }

    private List<Double> ofUnit(String values) {
        List<Double> given = numbers(values);
        double factor = number(scale);
        if (factor == 0) {
            throw new InputException(Problem.error(null, "scale", "A scale of 0 leaves nothing of an image", ""));
        }
        return IntStream.range(0, 3)
                .mapToObj(c -> ModelInput.ofUnit(given.get(Math.min(c, given.size() - 1)), factor))
                .toList();
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Preprocessing::number).toList();
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            System.getLogger(Preprocessing.class.getName()).log(System.Logger.Level.DEBUG, text, e);
        }
        throw new InputException(Problem.error(
                null, "metadata_props", "The file's metadata has no number where one belongs: '" + text + "'", ""));
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
