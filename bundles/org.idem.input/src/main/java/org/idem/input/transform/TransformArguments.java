package org.idem.input.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.image.Interpolation;

/** The arguments of one entry of {@code transform_ops}; the config has completed and checked them. */
final class TransformArguments {
    private final String op;
    private final Map<String, Object> values;

    TransformArguments(TransformSpec spec) {
        this.op = spec.name();
        this.values = spec.args();
    }

    /** A number; of a list its first one. */
    double number(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list && !list.isEmpty()) {
            value = list.get(0);
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new InputException(Problem.error(
                null, "transform_ops", op + "." + key + ": expected a number, found " + value, "correct the config"));
    }

    /** A number that may be missing. */
    double number(String key, double otherwise) {
        return values.containsKey(key) ? number(key) : otherwise;
    }

    /** A switch that may be missing. */
    boolean flag(String key, boolean otherwise) {
        return values.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    /** All numbers of a list. */
    double[] numbers(String key) {
        return ((List<?>) values.get(key))
                .stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    /** One value for each of three channels, the last one repeated; those given where it is no list. */
    float[] channels(String key, float[] otherwise) {
        if (!(values.get(key) instanceof List<?> list) || list.isEmpty()) {
            return otherwise.clone();
        }
        double[] given = numbers(key);
        float[] channels = new float[3];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = (float) given[Math.min(c, given.length - 1)];
        }
        return channels;
    }

    /** A pair of ascending numbers. */
    UniformRange range(String key) {
        double[] ends = numbers(key);
        return new UniformRange(ends[0], ends[1]);
    }

    /** The interpolation named, or for {@code random} all of those given. */
    List<Interpolation> interpolations(Interpolation... random) {
        String name = String.valueOf(values.get("interpolation"));
        return name.equals("random") ? List.of(random) : List.of(Interpolation.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** Whole numbers of a list. */
    int[] integers(String key) {
        return Arrays.stream(numbers(key)).mapToInt(value -> (int) value).toArray();
    }

    /**
     * For the checks of a transform's own values.
     *
     * @throws IllegalArgumentException unless the condition holds
     */
    static void require(boolean condition, String op) {
        if (!condition) {
            throw new IllegalArgumentException(op + " with a value outside its range");
        }
    }

    /** Whether a number is a probability. */
    static boolean isProbability(double p) {
        return p >= 0 && p <= 1;
    }
}
