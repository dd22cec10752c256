package org.idem.train.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SgdLoops} in bfloat16, computed in fp32 and rounded up or down by noise. Weights may have an fp32 master: the lower
 * halves of its bits stand in a table of their own.
 *
 * @param dim numbers of a row, a multiple of {@link #STEP}
 * @param weights bfloat16
 * @param remainders int16, what is added to the bits of a weight to get its master; null where there is none, and weights are
 *     rounded by noise as well
 * @param velocities bfloat16
 */
public record Bf16SgdRows(int dim, RowTable weights, RowTable remainders, RowTable velocities) implements SgdLoops {
    /** Numbers that are computed at a time. */
    public static final int STEP = VectorLanes.count();

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int INT_BYTES = STEP * Integer.BYTES;
    private static final int SHORT_BYTES = STEP * Short.BYTES;
    private static final int HALF_OF_LAST_BIT = 0x8000;
    private static final int UPPER_HALF = 0xFFFF0000;

    @Override
    public void update(RowGradients gradients, SgdStep step) {
        if (remainders == null) {
            updateRounded(gradients, step);
        } else {
            updateMaster(gradients, step);
        }
    }

    private void updateRounded(RowGradients gradients, SgdStep step) {
        long[] rows = gradients.rows();
        float[] radial = gradients.radial();
        ByteBuffer gs = gradients.products();
        ByteBuffer noise = gradients.noise();
        FloatVector momentum = FloatVector.broadcast(FLOATS, step.momentum());
        FloatVector decay = FloatVector.broadcast(FLOATS, step.decay());
        FloatVector rate = FloatVector.broadcast(FLOATS, -step.rate());
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            ByteBuffer ws = weights.buffer(rows[i]);
            ByteBuffer vs = velocities.buffer(rows[i]);
            int w = weights.offset(rows[i]);
            int v = velocities.offset(rows[i]);
            FloatVector along = FloatVector.broadcast(FLOATS, -radial[i]);
            for (int k = 0; k < dim; k += STEP, at += INT_BYTES, w += SHORT_BYTES, v += SHORT_BYTES) {
                FloatVector weight = floats(ws, w);
                FloatVector gradient = weight.fma(along, FloatVector.fromByteBuffer(FLOATS, gs, at, ORDER));
                FloatVector velocity = floats(vs, v).mul(momentum).add(weight.fma(decay, gradient));
                IntVector random = IntVector.fromByteBuffer(INTS, noise, at, ORDER);
                store(velocity.reinterpretAsInts().add(random).lanewise(ASHR, 16), vs, v);
                store(velocity.fma(rate, weight).reinterpretAsInts().add(random).lanewise(ASHR, 16), ws, w);
            }
        }
    }

    private void updateMaster(RowGradients gradients, SgdStep step) {
        long[] rows = gradients.rows();
        float[] radial = gradients.radial();
        ByteBuffer gs = gradients.products();
        ByteBuffer noise = gradients.noise();
        FloatVector momentum = FloatVector.broadcast(FLOATS, step.momentum());
        FloatVector decay = FloatVector.broadcast(FLOATS, step.decay());
        FloatVector rate = FloatVector.broadcast(FLOATS, -step.rate());
        int at = 0;
        for (int i = 0; i < rows.length; i++) {
            ByteBuffer ws = weights.buffer(rows[i]);
            ByteBuffer rs = remainders.buffer(rows[i]);
            ByteBuffer vs = velocities.buffer(rows[i]);
            int w = weights.offset(rows[i]);
            int r = remainders.offset(rows[i]);
            int v = velocities.offset(rows[i]);
            FloatVector along = FloatVector.broadcast(FLOATS, -radial[i]);
            for (int k = 0; k < dim; k += STEP, at += INT_BYTES, w += SHORT_BYTES, r += SHORT_BYTES, v += SHORT_BYTES) {
                IntVector upper = ints(ws, w).lanewise(LSHL, 16);
                FloatVector weight = upper.add(ints(rs, r)).reinterpretAsFloats();
                FloatVector gradient =
                        upper.reinterpretAsFloats().fma(along, FloatVector.fromByteBuffer(FLOATS, gs, at, ORDER));
                FloatVector velocity = floats(vs, v).mul(momentum).add(weight.fma(decay, gradient));
                IntVector random = IntVector.fromByteBuffer(INTS, noise, at, ORDER);
                store(velocity.reinterpretAsInts().add(random).lanewise(ASHR, 16), vs, v);
                IntVector master = velocity.fma(rate, weight).reinterpretAsInts();
                IntVector rounded = master.add(HALF_OF_LAST_BIT);
                store(rounded.lanewise(ASHR, 16), ws, w);
                store(master.sub(rounded.and(UPPER_HALF)), rs, r);
            }
        }
    }

    /** 16-bit numbers as ints. */
    private static IntVector ints(ByteBuffer from, int at) {
        return ShortVector.fromByteBuffer(SHORTS, from, at, ORDER)
                .convertShape(S2I, INTS, 0)
                .reinterpretAsInts();
    }

    /** Numbers in bfloat16 as fp32. */
    private static FloatVector floats(ByteBuffer from, int at) {
        return ints(from, at).lanewise(LSHL, 16).reinterpretAsFloats();
    }

    /** Stores the lower halves of ints. */
    private static void store(IntVector values, ByteBuffer into, int at) {
        values.convertShape(I2S, SHORTS, 0).reinterpretAsShorts().intoByteBuffer(into, at, ORDER);
    }
}
