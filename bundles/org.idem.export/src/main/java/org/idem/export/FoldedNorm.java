package org.idem.export;

import java.util.Map;
import org.idem.model.Layer;
import org.idem.model.TensorSpec;

/**
 * Weight and bias of a convolution or matrix product with the batch normalization behind it folded in, as in evaluation
 * mode: scale · (w · x + b − mean) / √(variance + ε) + shift is (w · f) · x + (b − mean) · f + shift with one factor f per
 * output. Exact but for the rounding of the products.
 *
 * @param weight row-major, of the shape that it had
 * @param bias one per output
 */
record FoldedNorm(float[] weight, float[] bias) {

    /**
     * Folds.
     *
     * @param linear a convolution or matrix product; its outputs are the first length of its weight
     * @param norm behind it
     * @param weights of the network by name
     */
    static FoldedNorm of(Layer linear, Layer.BatchNorm norm, Map<String, float[]> weights) {
        float[] scale = numbers(norm.tensors().get(0), weights);
        float[] shift = numbers(norm.tensors().get(1), weights);
        float[] mean = numbers(norm.tensors().get(2), weights);
        float[] variance = numbers(norm.tensors().get(3), weights);
        float[] weight = numbers(linear.tensors().get(0), weights).clone();
        float[] before =
                linear.tensors().size() > 1 ? numbers(linear.tensors().get(1), weights) : new float[norm.channels()];
        float[] bias = new float[norm.channels()];
        int each = weight.length / bias.length;
        for (int c = 0; c < bias.length; c++) {
            double factor = scale[c] / Math.sqrt((double) variance[c] + norm.epsilon());
            for (int i = c * each; i < (c + 1) * each; i++) {
                weight[i] = (float) (weight[i] * factor);
            }
            bias[c] = (float) (((double) before[c] - mean[c]) * factor + shift[c]);
        }
        return new FoldedNorm(weight, bias);
    }

    /** The numbers of a tensor; they must be there and of its shape. */
    static float[] numbers(TensorSpec tensor, Map<String, float[]> weights) {
        float[] numbers = weights.get(tensor.name());
        if (numbers == null || numbers.length != tensor.count()) {
            throw new IllegalArgumentException("Weights of " + tensor.name() + " are missing or of another shape");
        }
        return numbers;
    }
}
