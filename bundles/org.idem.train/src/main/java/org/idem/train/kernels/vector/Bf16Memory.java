package org.idem.train.kernels.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * bfloat16, widened to fp32 as it is read and rounded to nearest, ties to even, as it is written, for rows of a multiple
 * of twice {@link VectorLanes#count} values. A word holds two values, the first in its lower half; shifted up, or with the
 * lower half cleared, each is an fp32. So a vector of words becomes one of first and one of second values, and in this
 * order they stay.
 *
 * @param memory row by row
 * @param width length of a row in values
 */
public record Bf16Memory(ByteBuffer memory, int width) implements RowMemory {
    /** Length of a row is a multiple of this. */
    public static final int STEP = 2 * VectorLanes.count();

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int UPPER_HALF = 0xFFFF0000;
    /** Just less than half of a bfloat16's last bit. */
    private static final int ALMOST_HALF = 0x7FFF;

    @Override
    public int position(int index) {
        return index / STEP * STEP + index % 2 * LANES + index % STEP / 2;
    }

    @Override
    public void read(int row, int count, float[] values) {
        int length = count * width / 2;
        int start = row * width * 2;
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        for (int i = 0; i < length; i += LANES) {
            IntVector both = IntVector.fromByteBuffer(INTS, memory, start + 4 * i, ORDER);
            both.lanewise(LSHL, 16).reinterpretAsFloats().intoArray(values, 2 * i);
            both.and(upper).reinterpretAsFloats().intoArray(values, 2 * i + LANES);
        }
    }

    @Override
    public void write(int row, int count, float[] values) {
        int length = count * width / 2;
        int start = row * width * 2;
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector half = IntVector.broadcast(INTS, ALMOST_HALF);
        for (int i = 0; i < length; i += LANES) {
            IntVector first = FloatVector.fromArray(FLOATS, values, 2 * i).reinterpretAsInts();
            IntVector second =
                    FloatVector.fromArray(FLOATS, values, 2 * i + LANES).reinterpretAsInts();
            IntVector low = first.add(first.lanewise(LSHR, 16).and(one)).add(half);
            IntVector high = second.add(second.lanewise(LSHR, 16).and(one)).add(half);
            low.lanewise(LSHR, 16).or(high.and(upper)).intoByteBuffer(memory, start + 4 * i, ORDER);
        }
    }
}
