package org.idem.train.backbone;

import org.idem.model.Layer;
import org.idem.train.kernels.Kernels;
import org.idem.train.kernels.NormPrelu;
import org.idem.train.kernels.RunningStatistics;
import org.idem.train.tensor.Affine;
import org.idem.train.tensor.Attention;
import org.idem.train.tensor.BatchNormalization;
import org.idem.train.tensor.ComputeOptions.ScalarType;
import org.idem.train.tensor.Gradients;
import org.idem.train.tensor.ParametricRelu;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;

/**
 * Layers whose backward is written here, because a step spends its time in them. Gradients of weights are accumulated
 * into the flat buffer at once, and only what backward needs is saved. One for each pass, on the rank's thread.
 */
final class ManualLayers {
    private final MixedPrecisionWeights weights;
    private final Kernels kernels;
    private final boolean updatesStatistics;

    /**
     * For one pass.
     *
     * @param kernels for layers that they take
     * @param updatesStatistics whether running statistics are updated
     */
    ManualLayers(MixedPrecisionWeights weights, Kernels kernels, boolean updatesStatistics) {
        this.weights = weights;
        this.kernels = kernels;
        this.updatesStatistics = updatesStatistics;
    }

    /** The layer's output, or null where its backward is not written here. */
    LayerOutput compute(Layer layer, Tensor... inputs) {
        if (layer instanceof Layer.Conv conv) {
            return convolution(conv, inputs[0]);
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return batchNorm(norm, inputs[0]);
        }
        if (layer instanceof Layer.PRelu prelu) {
            return prelu(prelu, inputs[0]);
        }
        if (layer instanceof Layer.Linear linear) {
            return linear(linear, inputs[0]);
        }
        if (layer instanceof Layer.Attention attention) {
            return attention(attention, inputs[0]);
        }
        return layer instanceof Layer.Add ? add(inputs[0], inputs[1]) : null;
    }

    private LayerOutput convolution(Layer.Conv layer, Tensor input) {
        ConvolutionForm form = ConvolutionForm.of(layer, weights.scalarType());
        String weightName = layer.tensors().get(0).name();
        String biasName = layer.bias() ? layer.tensors().get(1).name() : null;
        Tensor x = ScalarTypes.cast(input, weights.scalarType());
        Tensor weight = form.widen(weights.get(weightName));
        Tensor bias = biasName == null ? null : weights.get(biasName);
        return LayerOutput.of(
                form.convolution().forward(x, weight, bias),
                gradient -> {
                    Tensor g = ScalarTypes.castLike(gradient, x);
                    Gradients all = form.convolution().backward(g, x, weight, layer.input() > 0, biasName != null);
                    g.close();
                    weights.accumulateGradient(weightName, form.narrow(all.weight()));
                    if (biasName != null) {
                        weights.accumulateGradient(biasName, all.bias());
                    }
                    return new Tensor[] {all.input()};
                },
                x,
                weight,
                bias);
    }

    private LayerOutput batchNorm(Layer.BatchNorm layer, Tensor input) {
        BatchNormalization operation = new BatchNormalization(layer.epsilon());
        Tensor x = input.share();
        String scaleName = layer.tensors().get(0).name();
        String shiftName = layer.tensors().get(1).name();
        Tensor scale = weights.fp32(scaleName);
        Tensor mean = updatesStatistics ? weights.fp32(layer.tensors().get(2).name()) : null;
        Tensor variance =
                updatesStatistics ? weights.fp32(layer.tensors().get(3).name()) : null;
        BatchNormalization.Result result = operation.forward(x, scale, weights.fp32(shiftName), mean, variance);
        return LayerOutput.of(
                result.value(),
                gradient -> {
                    Gradients all = operation.backward(gradient, x, scale, result.mean(), result.inverse());
                    weights.accumulateGradient(scaleName, all.weight());
                    weights.accumulateGradient(shiftName, all.bias());
                    return new Tensor[] {all.input()};
                },
                x,
                scale,
                result.mean(),
                result.inverse());
    }

    /** A normalization with the PReLU that alone reads its output. */
    LayerOutput normPrelu(Layer.BatchNorm norm, Layer.PRelu prelu, Tensor input) {
        NormPrelu operation = kernels.normPrelu(norm.epsilon());
        Tensor x = input.share();
        String scaleName = norm.tensors().get(0).name();
        String shiftName = norm.tensors().get(1).name();
        String slopeName = prelu.tensors().get(0).name();
        RunningStatistics running = updatesStatistics
                ? new RunningStatistics(
                        weights.fp32(norm.tensors().get(2).name()),
                        weights.fp32(norm.tensors().get(3).name()))
                : null;
        NormPrelu.Parameters parameters =
                new NormPrelu.Parameters(weights.fp32(scaleName), weights.fp32(shiftName), weights.fp32(slopeName));
        NormPrelu.Result result = operation.forward(x, parameters, running);
        return LayerOutput.of(
                result.value(),
                gradient -> {
                    NormPrelu.Gradients all = operation.backward(gradient, x, result);
                    weights.accumulateGradient(scaleName, all.scale());
                    weights.accumulateGradient(shiftName, all.shift());
                    weights.accumulateGradient(slopeName, all.slope());
                    return new Tensor[] {all.input()};
                },
                x);
    }

    private LayerOutput prelu(Layer.PRelu layer, Tensor input) {
        String name = layer.tensors().get(0).name();
        Tensor x = input.share();
        Tensor slopes = ScalarTypes.castLike(weights.fp32(name), x);
        return LayerOutput.of(
                ParametricRelu.forward(x, slopes),
                gradient -> {
                    Gradients all = ParametricRelu.backward(gradient, x, slopes);
                    weights.accumulateGradient(name, all.weight());
                    return new Tensor[] {all.input()};
                },
                x,
                slopes);
    }

    /** The last layers, of rows instead of tokens, output fp32 whatever came before. */
    private LayerOutput linear(Layer.Linear layer, Tensor input) {
        String weightName = layer.tensors().get(0).name();
        String biasName = layer.bias() ? layer.tensors().get(1).name() : null;
        Tensor x = ScalarTypes.cast(input, weights.scalarType());
        Tensor weight = weights.get(weightName);
        Tensor value = Affine.forward(x, weight, biasName == null ? null : weights.get(biasName));
        Tensor output = input.shape().length == 2 ? value.toFloat() : value.share();
        value.close();
        Tensor before = input.share();
        return LayerOutput.of(
                output,
                gradient -> {
                    Tensor g = ScalarTypes.castLike(gradient, x);
                    Gradients all = Affine.backward(g, x, weight, biasName != null);
                    g.close();
                    weights.accumulateGradient(weightName, all.weight());
                    if (biasName != null) {
                        weights.accumulateGradient(biasName, all.bias());
                    }
                    Tensor inputGradient = ScalarTypes.castLike(all.input(), before);
                    all.input().close();
                    return new Tensor[] {inputGradient};
                },
                x,
                weight,
                before);
    }

    /** In fp32 where products of queries and keys would overflow fp16; bfloat16 has the range of fp32. */
    private LayerOutput attention(Layer.Attention layer, Tensor qkv) {
        Attention operation = new Attention(layer.heads());
        Tensor wide = weights.scalarType() == ScalarType.FP16 ? qkv.toFloat() : qkv.share();
        Attention.Result result = operation.forward(wide);
        wide.close();
        return LayerOutput.of(
                result.value(),
                gradient -> {
                    Tensor g = ScalarTypes.castLike(gradient, result.weights());
                    Tensor inputGradient = operation.backward(g, result);
                    g.close();
                    return new Tensor[] {inputGradient};
                },
                result.split(),
                result.weights());
    }

    private static LayerOutput add(Tensor left, Tensor right) {
        // A right one of first length 1 is added to every image: its gradient is the sum over them.
        boolean repeated = right.size(0) != left.size(0);
        return LayerOutput.of(ScalarTypes.add(left, right), gradient ->
                new Tensor[] {gradient.share(), repeated ? sumOverImages(gradient) : gradient.share()});
    }

    private static Tensor sumOverImages(Tensor gradient) {
        long[] shape = gradient.shape();
        Tensor all = gradient.view(shape[0], gradient.count() / shape[0]);
        Tensor sum = all.columnSum();
        all.close();
        shape[0] = 1;
        Tensor shaped = sum.view(shape);
        sum.close();
        return shaped;
    }
}
