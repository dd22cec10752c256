package org.idem.train.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link NormPreluLoops} in bfloat16 with fp32 arithmetic. A word of 32 bits holds two channels, the even one in its lower
 * half; shifted up, or with the lower half cleared, each is an fp32. So a vector of words becomes one of even and one of odd
 * channels (names that end in 0 and 1), and of the channels of a step the numbers of the even ones stand first. Results are
 * rounded to the nearest bfloat16, ties to even.
 *
 * @param channels number of channels, a multiple of {@link #STEP}
 * @param memory of the tensors
 */
public record Bf16NormPrelu(int channels, TensorMemory memory) implements NormPreluLoops {
    /** Channels that are computed at a time. */
    public static final int STEP = 2 * VectorLanes.count();

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = STEP / 2;
    private static final int VECTOR_BYTES = LANES * Integer.BYTES;
    private static final int ONE = Float.floatToRawIntBits(1);
    private static final int UPPER_HALF = 0xFFFF0000;
    /** Just less than half of a bfloat16's last bit. */
    private static final int ALMOST_HALF = 0x7FFF;

    @Override
    public int position(int channel) {
        return channel / STEP * STEP + channel % 2 * LANES + channel % STEP / 2;
    }

    @Override
    public float[] firstRow() {
        float[] row = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            row[position(channel)] = Float.intBitsToFloat(memory.x().getShort(channel * Short.BYTES) << 16);
        }
        return row;
    }

    @Override
    public void addMoments(RowRange rows, Moments moments) {
        ByteBuffer xs = memory.x();
        float[] origins = moments.origins();
        float[] sums = moments.sums();
        float[] squares = moments.squares();
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        int at = rows.from() * channels * Short.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0, s = moments.offset(); k < channels; k += STEP, s += STEP, at += VECTOR_BYTES) {
                IntVector x = IntVector.fromByteBuffer(INTS, xs, at, ORDER);
                FloatVector d0 =
                        x.lanewise(LSHL, 16).reinterpretAsFloats().sub(FloatVector.fromArray(FLOATS, origins, k));
                FloatVector d1 =
                        x.and(upper).reinterpretAsFloats().sub(FloatVector.fromArray(FLOATS, origins, k + LANES));
                FloatVector.fromArray(FLOATS, sums, s).add(d0).intoArray(sums, s);
                FloatVector.fromArray(FLOATS, sums, s + LANES).add(d1).intoArray(sums, s + LANES);
                d0.fma(d0, FloatVector.fromArray(FLOATS, squares, s)).intoArray(squares, s);
                d1.fma(d1, FloatVector.fromArray(FLOATS, squares, s + LANES)).intoArray(squares, s + LANES);
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
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        IntVector half = IntVector.broadcast(INTS, ALMOST_HALF);
        int at = rows.from() * channels * Short.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0; k < channels; k += STEP, at += VECTOR_BYTES) {
                IntVector x = IntVector.fromByteBuffer(INTS, xs, at, ORDER);
                FloatVector z0 = x.lanewise(LSHL, 16)
                        .reinterpretAsFloats()
                        .fma(FloatVector.fromArray(FLOATS, scales, k), FloatVector.fromArray(FLOATS, shifts, k));
                FloatVector z1 = x.and(upper)
                        .reinterpretAsFloats()
                        .fma(
                                FloatVector.fromArray(FLOATS, scales, k + LANES),
                                FloatVector.fromArray(FLOATS, shifts, k + LANES));
                IntVector bits0 = z0.reinterpretAsInts();
                IntVector bits1 = z1.reinterpretAsInts();
                IntVector slope0 = IntVector.fromArray(INTS, slopes, k)
                        .and(bits0.sub(one).or(bits0).lanewise(ASHR, 31));
                IntVector slope1 = IntVector.fromArray(INTS, slopes, k + LANES)
                        .and(bits1.sub(one).or(bits1).lanewise(ASHR, 31));
                IntVector y0 =
                        z0.mul(slope0.lanewise(XOR, unit).reinterpretAsFloats()).reinterpretAsInts();
                IntVector y1 =
                        z1.mul(slope1.lanewise(XOR, unit).reinterpretAsFloats()).reinterpretAsInts();
                IntVector rounded0 = y0.add(y0.lanewise(LSHR, 16).and(one)).add(half);
                IntVector rounded1 = y1.add(y1.lanewise(LSHR, 16).and(one)).add(half);
                rounded0.lanewise(LSHR, 16).or(rounded1.and(upper)).intoByteBuffer(ys, at, ORDER);
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
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int at = rows.from() * channels * Short.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0, s = sums.offset(); k < channels; k += STEP, s += STEP, at += VECTOR_BYTES) {
                IntVector x = IntVector.fromByteBuffer(INTS, xs, at, ORDER);
                IntVector g = IntVector.fromByteBuffer(INTS, gs, at, ORDER);
                FloatVector x0 = x.lanewise(LSHL, 16).reinterpretAsFloats();
                FloatVector x1 = x.and(upper).reinterpretAsFloats();
                FloatVector g0 = g.lanewise(LSHL, 16).reinterpretAsFloats();
                FloatVector g1 = g.and(upper).reinterpretAsFloats();
                IntVector z0 = x0.fma(
                                FloatVector.fromArray(FLOATS, scales, k), FloatVector.fromArray(FLOATS, shifts, k))
                        .reinterpretAsInts();
                IntVector z1 = x1.fma(
                                FloatVector.fromArray(FLOATS, scales, k + LANES),
                                FloatVector.fromArray(FLOATS, shifts, k + LANES))
                        .reinterpretAsInts();
                IntVector not0 = z0.sub(one).or(z0).lanewise(ASHR, 31);
                IntVector not1 = z1.sub(one).or(z1).lanewise(ASHR, 31);
                IntVector slope0 = IntVector.fromArray(INTS, slopes, k).and(not0);
                IntVector slope1 = IntVector.fromArray(INTS, slopes, k + LANES).and(not1);
                FloatVector dz0 = g0.mul(slope0.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector dz1 = g1.mul(slope1.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector.fromArray(FLOATS, ofShift, s).add(dz0).intoArray(ofShift, s);
                FloatVector.fromArray(FLOATS, ofShift, s + LANES).add(dz1).intoArray(ofShift, s + LANES);
                dz0.fma(x0.sub(FloatVector.fromArray(FLOATS, means, k)), FloatVector.fromArray(FLOATS, ofScale, s))
                        .intoArray(ofScale, s);
                dz1.fma(
                                x1.sub(FloatVector.fromArray(FLOATS, means, k + LANES)),
                                FloatVector.fromArray(FLOATS, ofScale, s + LANES))
                        .intoArray(ofScale, s + LANES);
                g0.fma(z0.and(not0).reinterpretAsFloats(), FloatVector.fromArray(FLOATS, ofSlope, s))
                        .intoArray(ofSlope, s);
                g1.fma(z1.and(not1).reinterpretAsFloats(), FloatVector.fromArray(FLOATS, ofSlope, s + LANES))
                        .intoArray(ofSlope, s + LANES);
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
        IntVector upper = IntVector.broadcast(INTS, UPPER_HALF);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        IntVector half = IntVector.broadcast(INTS, ALMOST_HALF);
        int at = rows.from() * channels * Short.BYTES;
        for (int row = rows.from(); row < rows.to(); row++) {
            for (int k = 0; k < channels; k += STEP, at += VECTOR_BYTES) {
                IntVector x = IntVector.fromByteBuffer(INTS, xs, at, ORDER);
                IntVector g = IntVector.fromByteBuffer(INTS, gs, at, ORDER);
                FloatVector x0 = x.lanewise(LSHL, 16).reinterpretAsFloats();
                FloatVector x1 = x.and(upper).reinterpretAsFloats();
                FloatVector scale0 = FloatVector.fromArray(FLOATS, scales, k);
                FloatVector scale1 = FloatVector.fromArray(FLOATS, scales, k + LANES);
                IntVector z0 =
                        x0.fma(scale0, FloatVector.fromArray(FLOATS, shifts, k)).reinterpretAsInts();
                IntVector z1 = x1.fma(scale1, FloatVector.fromArray(FLOATS, shifts, k + LANES))
                        .reinterpretAsInts();
                IntVector slope0 = IntVector.fromArray(INTS, slopes, k)
                        .and(z0.sub(one).or(z0).lanewise(ASHR, 31));
                IntVector slope1 = IntVector.fromArray(INTS, slopes, k + LANES)
                        .and(z1.sub(one).or(z1).lanewise(ASHR, 31));
                FloatVector dz0 = g.lanewise(LSHL, 16)
                        .reinterpretAsFloats()
                        .mul(slope0.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector dz1 = g.and(upper)
                        .reinterpretAsFloats()
                        .mul(slope1.lanewise(XOR, unit).reinterpretAsFloats());
                FloatVector rest0 =
                        x0.fma(FloatVector.fromArray(FLOATS, factors, k), FloatVector.fromArray(FLOATS, constants, k));
                FloatVector rest1 = x1.fma(
                        FloatVector.fromArray(FLOATS, factors, k + LANES),
                        FloatVector.fromArray(FLOATS, constants, k + LANES));
                IntVector dx0 = dz0.fma(scale0, rest0).reinterpretAsInts();
                IntVector dx1 = dz1.fma(scale1, rest1).reinterpretAsInts();
                IntVector rounded0 = dx0.add(dx0.lanewise(LSHR, 16).and(one)).add(half);
                IntVector rounded1 = dx1.add(dx1.lanewise(LSHR, 16).and(one)).add(half);
                rounded0.lanewise(LSHR, 16).or(rounded1.and(upper)).intoByteBuffer(dxs, at, ORDER);
            }
        }
    }
}
