package org.idem.train.kernels.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SgdLoops} in fp32.
 *
 * @param dim numbers of a row, a multiple of {@link #STEP}
 * @param weights fp32
 * @param velocities fp32
 */
public record Fp32SgdRows(int dim, RowTable weights, RowTable velocities) implements SgdLoops {
    /** Numbers that are computed at a time. */
    public static final int STEP = VectorLanes.count();

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int VECTOR_BYTES = STEP * Float.BYTES;

    @Override
    public void update(RowGradients gradients, SgdStep step) {
        long[] rows = gradients.rows();
        float[] radial = gradients.radial();
        ByteBuffer gs = gradients.products();
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
            for (int k = 0; k < dim; k += STEP, at += VECTOR_BYTES, w += VECTOR_BYTES, v += VECTOR_BYTES) {
                FloatVector weight = FloatVector.fromByteBuffer(FLOATS, ws, w, ORDER);
                FloatVector gradient = weight.fma(along, FloatVector.fromByteBuffer(FLOATS, gs, at, ORDER));
                FloatVector velocity = FloatVector.fromByteBuffer(FLOATS, vs, v, ORDER)
                        .mul(momentum)
                        .add(weight.fma(decay, gradient));
                velocity.intoByteBuffer(vs, v, ORDER);
                velocity.fma(rate, weight).intoByteBuffer(ws, w, ORDER);
            }
        }
    }
}
