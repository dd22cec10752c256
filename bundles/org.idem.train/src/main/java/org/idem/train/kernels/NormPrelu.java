package org.idem.train.kernels;

import org.idem.train.kernels.vector.Bf16NormPrelu;
import org.idem.train.kernels.vector.Fp32NormPrelu;
import org.idem.train.kernels.vector.InputGradientTerms;
import org.idem.train.kernels.vector.Moments;
import org.idem.train.kernels.vector.NormPreluChannels;
import org.idem.train.kernels.vector.NormPreluLoops;
import org.idem.train.kernels.vector.ParameterSums;
import org.idem.train.kernels.vector.TensorMemory;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.HostMemory;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;

/**
 * Batch normalization with PReLU behind it, and their gradients, as {@link org.idem.train.tensor.BatchNormalization} and
 * {@link org.idem.train.tensor.ParametricRelu} compute them one after the other, without a tensor between them: two passes
 * over the input forward, two backward. Autograd records nothing.
 */
public final class NormPrelu {
    private final double epsilon;
    private final KernelThreads threads;

    NormPrelu(double epsilon, KernelThreads threads) {
        this.epsilon = epsilon;
        this.threads = threads;
    }

    /**
     * Learned numbers of each channel, fp32 [c].
     *
     * @param scale factor of the normalized input
     * @param shift what is added to it
     * @param slope factor of what is not positive then
     */
    public record Parameters(Tensor scale, Tensor shift, Tensor slope) {}

    /**
     * Output, and what backward needs besides the input.
     *
     * @param value of the input's type, shape and layout
     * @param moments of the batch
     * @param channels numbers that the loops work with
     */
    public record Result(Tensor value, BatchMoments moments, NormPreluChannels channels) {}

    /**
     * Gradients of a loss.
     *
     * @param input with respect to the input, of its type, shape and layout
     * @param scale with respect to the scale, fp32 [c]
     * @param shift with respect to the shift, fp32 [c]
     * @param slope with respect to the slope, fp32 [c]
     */
    public record Gradients(Tensor input, Tensor scale, Tensor shift, Tensor slope) {}

    /** Whether an input is one that the loops know: on the processor, channels-last, fp32 or bf16, whole vectors of channels. */
    static boolean takes(Tensor x) {
        if (!HostMemory.isChannelsLast(x)) {
            return false;
        }
        if (HostMemory.hasType(x, ScalarType.FP32)) {
            return x.size(1) % Fp32NormPrelu.STEP == 0;
        }
        return HostMemory.hasType(x, ScalarType.BF16) && x.size(1) % Bf16NormPrelu.STEP == 0;
    }

    /**
     * Normalizes.
     *
     * @param x that {@link Kernels#takesNormPrelu} accepts
     * @param running moved by a tenth towards the batch's mean and unbiased variance; null where they are to stay
     */
    public Result forward(Tensor x, Parameters parameters, RunningStatistics running) {
        Tensor value = HostMemory.emptyLike(x);
        RowParts parts = parts(x);
        NormPreluLoops loops = loops(x, new TensorMemory(HostMemory.of(x), null, HostMemory.of(value)));
        BatchMoments moments = moments(loops, parts);
        NormPreluChannels channels = channels(loops, moments, parameters);
        threads.run(parts.count(), part -> loops.writeOutput(parts.range(part), channels));
        if (running != null) {
            running.move(moments, parts.rows());
        }
        return new Result(value, moments, channels);
    }

    private BatchMoments moments(NormPreluLoops loops, RowParts parts) {
        int width = loops.channels();
        float[] origins = loops.firstRow();
        float[] sums = new float[parts.count() * width];
        float[] squares = new float[parts.count() * width];
        threads.run(
                parts.count(),
                part -> loops.addMoments(parts.range(part), new Moments(origins, sums, squares, part * width)));
        ChannelOrder order = new ChannelOrder(loops);
        return BatchMoments.of(
                parts.rows(), order.byChannel(origins), order.byChannel(sums), order.byChannel(squares), epsilon);
    }

    private static NormPreluChannels channels(NormPreluLoops loops, BatchMoments moments, Parameters parameters) {
        float[] scale = parameters.scale().toFloats();
        float[] shift = parameters.shift().toFloats();
        float[] slope = parameters.slope().toFloats();
        int width = scale.length;
        double[] scales = new double[width];
        double[] shifts = new double[width];
        double[] slopes = new double[width];
        for (int channel = 0; channel < width; channel++) {
            scales[channel] = scale[channel] * moments.inverse()[channel];
            shifts[channel] = shift[channel] - moments.mean()[channel] * scales[channel];
            slopes[channel] = slope[channel];
        }
        ChannelOrder order = new ChannelOrder(loops);
        return NormPreluChannels.of(
                order.arrange(scales), order.arrange(shifts), order.arrange(moments.mean()), order.arrange(slopes));
    }

    /**
     * Gradients at an input.
     *
     * @param gradient of the output, of any type and layout
     * @param x the input of {@link #forward}
     * @param result what that returned
     */
    public Gradients backward(Tensor gradient, Tensor x, Result result) {
        try (Tensor cast = ScalarTypes.castLike(gradient, x);
                Tensor g = cast.channelsLast()) {
            return gradients(g, x, result);
        }
    }

    private Gradients gradients(Tensor g, Tensor x, Result result) {
        Tensor inputGradient = HostMemory.emptyLike(x);
        RowParts parts = parts(x);
        NormPreluLoops loops =
                loops(x, new TensorMemory(HostMemory.of(x), HostMemory.of(g), HostMemory.of(inputGradient)));
        int width = loops.channels();
        float[] shifts = new float[parts.count() * width];
        float[] scales = new float[parts.count() * width];
        float[] slopes = new float[parts.count() * width];
        threads.run(
                parts.count(),
                part -> loops.addGradients(
                        parts.range(part), result.channels(), new ParameterSums(shifts, scales, slopes, part * width)));
        ChannelOrder order = new ChannelOrder(loops);
        double[] ofShift = order.byChannel(shifts);
        double[] ofScale = order.byChannel(scales);
        double[] inverse = result.moments().inverse();
        for (int channel = 0; channel < width; channel++) {
            ofScale[channel] *= inverse[channel];
        }
        InputGradientTerms terms = terms(order, result, parts.rows(), ofShift, ofScale);
        threads.run(parts.count(), part -> loops.writeGradient(parts.range(part), result.channels(), terms));
        return new Gradients(inputGradient, vector(ofScale), vector(ofShift), vector(order.byChannel(slopes)));
    }

    /** With a = scale / σ and n rows: −a / n · (∂shift + ∂scale · (x − mean) / σ). */
    private static InputGradientTerms terms(
            ChannelOrder order, Result result, int rows, double[] ofShift, double[] ofScale) {
        float[] scales = result.channels().scales();
        double[] mean = result.moments().mean();
        double[] factors = new double[mean.length];
        double[] constants = new double[mean.length];
        for (int channel = 0; channel < mean.length; channel++) {
            double scale = -scales[order.position(channel)] / (double) rows;
            factors[channel] = scale * ofScale[channel] * result.moments().inverse()[channel];
            constants[channel] = scale * ofShift[channel] - factors[channel] * mean[channel];
        }
        return new InputGradientTerms(order.arrange(factors), order.arrange(constants));
    }

    private static int channels(Tensor x) {
        return (int) x.size(1);
    }

    private static RowParts parts(Tensor x) {
        return RowParts.of((int) (x.count() / x.size(1)), channels(x));
    }

    private static NormPreluLoops loops(Tensor x, TensorMemory memory) {
        return HostMemory.hasType(x, ScalarType.FP32)
                ? new Fp32NormPrelu(channels(x), memory)
                : new Bf16NormPrelu(channels(x), memory);
    }

    private static Tensor vector(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Tensor.of(narrow, narrow.length);
    }
}
