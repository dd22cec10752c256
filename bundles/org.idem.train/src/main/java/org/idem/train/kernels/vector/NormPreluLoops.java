package org.idem.train.kernels.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of a normalization with PReLU behind it over a range of rows of a channels-last tensor, [rows, channels]. In a
 * block of rows the loops go down the rows with the numbers of a few channels in registers. Vectors with a number for each
 * channel are in the order of {@link RowMemory#position}. Threads may work on different rows at the same time.
 *
 * @param channels number of channels, as many as the memories take
 * @param x the input
 * @param gradient of the output; null where no pass reads it
 * @param result what is written; null where no pass writes
 */
public record NormPreluLoops(int channels, RowMemory x, RowMemory gradient, RowMemory result) {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int ONE = Float.floatToRawIntBits(1);

    /** Adds the rows to the moments. */
    public void addMoments(RowRange rows, Moments moments) {
        int step = RowBlock.rowsOf(channels);
        for (int row = rows.from(); row < rows.to(); row += step) {
            RowBlock block = RowBlock.read(row, rows.to(), channels, x, null);
            for (int k = 0; k < channels; k += LANES) {
                addMoments(block, k, moments);
            }
        }
    }

    private void addMoments(RowBlock block, int k, Moments moments) {
        float[] xs = block.x();
        int at = moments.offset() + k;
        FloatVector origin = FloatVector.fromArray(FLOATS, moments.origins(), k);
        FloatVector sum = FloatVector.fromArray(FLOATS, moments.sums(), at);
        FloatVector square = FloatVector.fromArray(FLOATS, moments.squares(), at);
        int rows = block.rows();
        int stride = channels;
        for (int row = 0, i = k; row < rows; row++, i += stride) {
            FloatVector d = FloatVector.fromArray(FLOATS, xs, i).sub(origin);
            sum = sum.add(d);
            square = d.fma(d, square);
        }
        sum.intoArray(moments.sums(), at);
        square.intoArray(moments.squares(), at);
    }

    /** Writes the output. */
    public void writeOutput(RowRange rows, NormPreluChannels parameters) {
        int step = RowBlock.rowsOf(channels);
        for (int row = rows.from(); row < rows.to(); row += step) {
            RowBlock block = RowBlock.read(row, rows.to(), channels, x, null);
            for (int k = 0; k < channels; k += LANES) {
                writeOutput(block, k, parameters);
            }
            result.write(row, block.rows(), block.result());
        }
    }

    private void writeOutput(RowBlock block, int k, NormPreluChannels parameters) {
        float[] xs = block.x();
        float[] ys = block.result();
        FloatVector scale = FloatVector.fromArray(FLOATS, parameters.scales(), k);
        FloatVector shift = FloatVector.fromArray(FLOATS, parameters.shifts(), k);
        IntVector slope = IntVector.fromArray(INTS, parameters.slopeBits(), k);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int rows = block.rows();
        int stride = channels;
        for (int row = 0, i = k; row < rows; row++, i += stride) {
            FloatVector z = FloatVector.fromArray(FLOATS, xs, i).fma(scale, shift);
            IntVector bits = z.reinterpretAsInts();
            IntVector notPositive = bits.sub(one).or(bits).lanewise(ASHR, 31);
            z.mul(slope.and(notPositive).lanewise(XOR, unit).reinterpretAsFloats())
                    .intoArray(ys, i);
        }
    }

    /** Adds the rows to the sums. */
    public void addGradients(RowRange rows, NormPreluChannels parameters, ParameterSums sums) {
        int step = RowBlock.rowsOf(channels);
        for (int row = rows.from(); row < rows.to(); row += step) {
            RowBlock block = RowBlock.read(row, rows.to(), channels, x, gradient);
            for (int k = 0; k < channels; k += LANES) {
                addGradients(block, k, parameters, sums);
            }
        }
    }

    private void addGradients(RowBlock block, int k, NormPreluChannels parameters, ParameterSums sums) {
        float[] xs = block.x();
        float[] gs = block.gradient();
        int at = sums.offset() + k;
        FloatVector scale = FloatVector.fromArray(FLOATS, parameters.scales(), k);
        FloatVector shift = FloatVector.fromArray(FLOATS, parameters.shifts(), k);
        FloatVector mean = FloatVector.fromArray(FLOATS, parameters.means(), k);
        IntVector slope = IntVector.fromArray(INTS, parameters.slopeBits(), k);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        FloatVector ofShift = FloatVector.fromArray(FLOATS, sums.shifts(), at);
        FloatVector ofScale = FloatVector.fromArray(FLOATS, sums.scales(), at);
        FloatVector ofSlope = FloatVector.fromArray(FLOATS, sums.slopes(), at);
        int rows = block.rows();
        int stride = channels;
        for (int row = 0, i = k; row < rows; row++, i += stride) {
            FloatVector value = FloatVector.fromArray(FLOATS, xs, i);
            FloatVector g = FloatVector.fromArray(FLOATS, gs, i);
            IntVector z = value.fma(scale, shift).reinterpretAsInts();
            IntVector notPositive = z.sub(one).or(z).lanewise(ASHR, 31);
            FloatVector dz = g.mul(slope.and(notPositive).lanewise(XOR, unit).reinterpretAsFloats());
            ofShift = ofShift.add(dz);
            ofScale = dz.fma(value.sub(mean), ofScale);
            ofSlope = g.fma(z.and(notPositive).reinterpretAsFloats(), ofSlope);
        }
        ofShift.intoArray(sums.shifts(), at);
        ofScale.intoArray(sums.scales(), at);
        ofSlope.intoArray(sums.slopes(), at);
    }

    /** Writes the gradient of the input. */
    public void writeGradient(RowRange rows, NormPreluChannels parameters, InputGradientTerms terms) {
        int step = RowBlock.rowsOf(channels);
        for (int row = rows.from(); row < rows.to(); row += step) {
            RowBlock block = RowBlock.read(row, rows.to(), channels, x, gradient);
            for (int k = 0; k < channels; k += LANES) {
                writeGradient(block, k, parameters, terms);
            }
            result.write(row, block.rows(), block.result());
        }
    }

    private void writeGradient(RowBlock block, int k, NormPreluChannels parameters, InputGradientTerms terms) {
        float[] xs = block.x();
        float[] gs = block.gradient();
        float[] dxs = block.result();
        FloatVector scale = FloatVector.fromArray(FLOATS, parameters.scales(), k);
        FloatVector shift = FloatVector.fromArray(FLOATS, parameters.shifts(), k);
        FloatVector mean = FloatVector.fromArray(FLOATS, parameters.means(), k);
        FloatVector factor = FloatVector.fromArray(FLOATS, terms.factors(), k);
        FloatVector constant = FloatVector.fromArray(FLOATS, terms.constants(), k);
        IntVector slope = IntVector.fromArray(INTS, parameters.slopeBits(), k);
        IntVector one = IntVector.broadcast(INTS, 1);
        IntVector unit = IntVector.broadcast(INTS, ONE);
        int rows = block.rows();
        int stride = channels;
        for (int row = 0, i = k; row < rows; row++, i += stride) {
            FloatVector value = FloatVector.fromArray(FLOATS, xs, i);
            IntVector z = value.fma(scale, shift).reinterpretAsInts();
            IntVector notPositive = z.sub(one).or(z).lanewise(ASHR, 31);
            FloatVector dz = FloatVector.fromArray(FLOATS, gs, i)
                    .mul(slope.and(notPositive).lanewise(XOR, unit).reinterpretAsFloats());
            dz.fma(scale, value.sub(mean).fma(factor, constant)).intoArray(dxs, i);
        }
    }
}
