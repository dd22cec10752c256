package org.idem.train.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** The golden values of the training side. */
public final class Goldens {
    private static final Path FOLDER = Path.of(System.getProperty("idem.goldens"), "train");

    private Goldens() {}

    /** A JSON file by name, without extension. */
    public static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All numbers of a .npy file of float32 or float64, row-major. */
    public static double[] npy(String name) {
        try {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name + ".npy")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int header = file.getShort(8);
            String text = new String(file.array(), 10, header, StandardCharsets.US_ASCII);
            boolean wide = text.contains("<f8");
            file.position(10 + header);
            double[] values = new double[file.remaining() / (wide ? 8 : 4)];
            for (int i = 0; i < values.length; i++) {
                values[i] = wide ? file.getDouble() : file.getFloat();
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flat or nested array of numbers as one row; "NaN" and the like become what they say. */
    public static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .flatMapToDouble(node -> node.isArray()
                        ? java.util.Arrays.stream(numbers(node))
                        : java.util.stream.DoubleStream.of(
                                node.isNumber() ? node.asDouble() : Double.parseDouble(node.asText())))
                .toArray();
    }

    /** As {@link #numbers}, whole numbers. */
    public static long[] longs(JsonNode array) {
        return java.util.Arrays.stream(numbers(array)).mapToLong(v -> (long) v).toArray();
    }

    /** Converts to float32. */
    public static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    /** Largest absolute difference. */
    public static double difference(double[] expected, float[] actual) {
        if (expected.length != actual.length) {
            throw new AssertionError("lengths " + expected.length + " and " + actual.length);
        }
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            double d = Math.abs(expected[i] - actual[i]);
            largest = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(largest, d);
        }
        return largest;
    }

    /** Largest absolute value. */
    public static double largest(double[] values) {
        return java.util.Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
