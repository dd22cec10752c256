package org.idem.train.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link NormPreluLoops} in fp32.
 *
 * @param channels number of channels, a multiple of {@link #STEP}
 * @param memory of the tensors
 */
public record Fp32NormPrelu(int channels, TensorMemory memory) implements NormPreluLoops {
    /** Channels that are computed at a time. */
    public static final int STEP = VectorLanes.count();

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int VECTOR_BYTES = STEP * Float.BYTES;
    private static final int ONE = Float.floatToRawIntBits(1);

    @Override
    public int position(int channel) {
        return channel;
    }

    @Override
    public float[] firstRow() {
        float[] row = new float[channels];
        memory.x().asFloatBuffer().get(0, row);
        return row;
    }

    @Override
    public void addMoments(RowRange rows, Moments moments) {
        ByteBuffer xs = memory.x();
        float[] origins = moments.origins();
        float[] sums = moments.sums();
        float[] squares = moments.squares();
        int at = rows.from() * channels * Float.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0, s = moments.offset(); k < channels; k += STEP, s += STEP, at += VECTOR_BYTES) {
                FloatVector d = FloatVector.fromByteBuffer(FLOATS, xs, at, ORDER)
                        .sub(FloatVector.fromArray(FLOATS, origins, k));
                FloatVector.fromArray(FLOATS, sums, s).add(d).intoArray(sums, s);
                d.fma(d, FloatVector.fromArray(FLOATS, squares, s)).intoArray(squares, s);
            }
        }
    }

    @Override
    public void writeOutput(RowRange rows, NormPreluChannels parameters) {
        ByteBuffer xs = memory.x();
        ByteBuffer ys = memory.result();
        float[] scales = parameters.scales();
        float[] shifts = parameters.shifts();
        int[] slopes = parameters.slopeBits();
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int at = rows.from() * channels * Float.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0; k < channels; k += STEP, at += VECTOR_BYTES) {
                FloatVector z = FloatVector.fromByteBuffer(FLOATS, xs, at, ORDER)
                        .fma(FloatVector.fromArray(FLOATS, scales, k), FloatVector.fromArray(FLOATS, shifts, k));
                IntVector bits = z.reinterpretAsInts();
                IntVector notPositive = bits.sub(one).or(bits).lanewise(ASHR, 31);
                IntVector slope = IntVector.fromArray(INTS, slopes, k).and(notPositive);
                z.mul(slope.lanewise(XOR, unit).reinterpretAsFloats()).intoByteBuffer(ys, at, ORDER);
            }
        }
    }

    @Override
    public void addGradients(RowRange rows, NormPreluChannels parameters, ParameterSums sums) {
        ByteBuffer xs = memory.x();
        ByteBuffer gs = memory.gradient();
        float[] scales = parameters.scales();
        float[] shifts = parameters.shifts();
        float[] means = parameters.means();
        int[] slopes = parameters.slopeBits();
        float[] ofShift = sums.shifts();
        float[] ofScale = sums.scales();
        float[] ofSlope = sums.slopes();
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int at = rows.from() * channels * Float.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0, s = sums.offset(); k < channels; k += STEP, s += STEP, at += VECTOR_BYTES) {
                FloatVector x = FloatVector.fromByteBuffer(FLOATS, xs, at, ORDER);
                FloatVector g = FloatVector.fromByteBuffer(FLOATS, gs, at, ORDER);
                IntVector z = x.fma(FloatVector.fromArray(FLOATS, scales, k), FloatVector.fromArray(FLOATS, shifts, k))
                        .reinterpretAsInts();
                IntVector notPositive = z.sub(one).or(z).lanewise(ASHR, 31);
                IntVector slope = IntVector.fromArray(INTS, slopes, k).and(notPositive);
                FloatVector dz = g.mul(slope.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector.fromArray(FLOATS, ofShift, s).add(dz).intoArray(ofShift, s);
                dz.fma(x.sub(FloatVector.fromArray(FLOATS, means, k)), FloatVector.fromArray(FLOATS, ofScale, s))
                        .intoArray(ofScale, s);
                g.fma(z.and(notPositive).reinterpretAsFloats(), FloatVector.fromArray(FLOATS, ofSlope, s))
                        .intoArray(ofSlope, s);
            }
        }
    }

    @Override
    public void writeGradient(RowRange rows, NormPreluChannels parameters, InputGradientTerms terms) {
        ByteBuffer xs = memory.x();
        ByteBuffer gs = memory.gradient();
        ByteBuffer dxs = memory.result();
        float[] scales = parameters.scales();
        float[] shifts = parameters.shifts();
        int[] slopes = parameters.slopeBits();
        float[] factors = terms.factors();
        float[] constants = terms.constants();
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int at = rows.from() * channels * Float.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0; k < channels; k += STEP, at += VECTOR_BYTES) {
                FloatVector x = FloatVector.fromByteBuffer(FLOATS, xs, at, ORDER);
                FloatVector scale = FloatVector.fromArray(FLOATS, scales, k);
                IntVector z =
                        x.fma(scale, FloatVector.fromArray(FLOATS, shifts, k)).reinterpretAsInts();
                IntVector notPositive = z.sub(one).or(z).lanewise(ASHR, 31);
                IntVector slope = IntVector.fromArray(INTS, slopes, k).and(notPositive);
                FloatVector dz = FloatVector.fromByteBuffer(FLOATS, gs, at, ORDER)
                        .mul(slope.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector rest =
                        x.fma(FloatVector.fromArray(FLOATS, factors, k), FloatVector.fromArray(FLOATS, constants, k));
                dz.fma(scale, rest).intoByteBuffer(dxs, at, ORDER);
            }
        }
    }
}
