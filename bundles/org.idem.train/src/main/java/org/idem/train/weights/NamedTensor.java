package org.idem.train.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.PickleException;
import org.idem.train.checkpoint.ElementType;

/**
 * A tensor of a file, checked to lie within it. Its values are read when they are asked for.
 *
 * @param name as in the file
 * @param storage holds its bytes
 * @param type of its values
 * @param offset of the first value in the storage, in values
 * @param shape lengths of the dimensions
 * @param strides distances in the storage from one index of a dimension to the next, in values
 */
record NamedTensor(String name, Storage storage, ElementType type, long offset, long[] shape, long[] strides) {
    private static final int VALUES_PER_CHUNK = 1 << 18;
    private static final int MAX_DIMENSIONS = 16;
    /** Far beyond any file; sums of a few such products do not overflow. */
    private static final long MAX_PRODUCT = 1L << 56;

    NamedTensor {
        if (shape.length != strides.length || shape.length > MAX_DIMENSIONS) {
            throw invalid(name, "has " + shape.length + " lengths and " + strides.length + " strides");
        }
        long span = span(name, shape, strides);
        long room = storage.size() / type.bytes();
        if (offset < 0 || span > 0 && (offset > room || span > room - offset)) {
            throw invalid(
                    name,
                    "of shape " + Arrays.toString(shape) + ", from number " + offset + " on, does not lie within its "
                            + room + " numbers");
        }
        if (span * type.bytes() > MappedFile.MAX_SLICE && !Arrays.equals(strides, rowMajor(name, shape))) {
            throw invalid(name, "is spread over more than " + MappedFile.MAX_SLICE + " bytes");
        }
    }

    /** Row-major. */
    static NamedTensor rowMajor(String name, Storage storage, ElementType type, long... shape) {
        return new NamedTensor(name, storage, type, 0, shape, rowMajor(name, shape));
    }

    /** The first index runs fastest. */
    static NamedTensor columnMajor(String name, Storage storage, ElementType type, long... shape) {
        return rowMajor(name, storage, type, reversed(shape)).transposed();
    }

    private static long[] rowMajor(String name, long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step = times(name, step, Math.max(1, shape[i]));
        }
        return strides;
    }

    /** Number of values from the first to the last one, both included. */
    private static long span(String name, long[] shape, long[] strides) {
        long last = 0;
        for (int i = 0; i < shape.length; i++) {
            last += shape[i] == 0 ? 0 : times(name, shape[i] - 1, strides[i]);
        }
        return Arrays.stream(shape).anyMatch(length -> length == 0) ? 0 : last + 1;
    }

    private static long times(String name, long a, long b) {
        if (a < 0 || b < 0 || a > 0 && b > MAX_PRODUCT / a) {
            throw invalid(name, "has an impossible length or stride");
        }
        return a * b;
    }

    private static PickleException invalid(String name, String why) {
        return new PickleException("Tensor " + name + " " + why);
    }

    private static long[] reversed(long[] values) {
        long[] reversed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }

    /** The same values with the dimensions in reverse order. */
    NamedTensor transposed() {
        return new NamedTensor(name, storage, type, offset, reversed(shape), reversed(strides));
    }

    /**
     * The values [from, from + count) of the row-major order, converted to fp32.
     *
     * @throws org.idem.data.io.FileCutException if the file is shorter than it was when it was opened
     */
    float[] read(long from, int count) {
        return storage.read(() -> copy(from, count));
    }

    private float[] copy(long from, int count) {
        float[] values = new float[count];
        if (Arrays.equals(strides, rowMajor(name, shape))) {
            for (int done = 0; done < count; done += VALUES_PER_CHUNK) {
                int part = Math.min(VALUES_PER_CHUNK, count - done);
                ByteBuffer bytes = storage.slice((offset + from + done) * type.bytes(), part * type.bytes());
                type.read(bytes, values, done, part);
            }
        } else if (count > 0) {
            readStrided(from, values);
        }
        return values;
    }

    private void readStrided(long from, float[] values) {
        int length = (int) span(name, shape, strides) * type.bytes();
        ByteBuffer bytes = storage.slice(offset * type.bytes(), length);
        long[] index = new long[shape.length];
        long remainder = from;
        long position = 0;
        for (int i = shape.length - 1; i >= 0; i--) {
            index[i] = remainder % shape[i];
            remainder /= shape[i];
            position += index[i] * strides[i];
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = type.read(bytes, (int) position * type.bytes());
            for (int i = shape.length - 1; i >= 0; i--) {
                position += strides[i];
                if (++index[i] < shape[i]) {
                    break;
                }
                position -= index[i] * strides[i];
                index[i] = 0;
            }
        }
    }
}
