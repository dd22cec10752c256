package org.idem.model;

import java.util.List;
import org.idem.model.TensorSpec.Kind;

/**
 * One operation of a network. Inputs are numbers of values: value 0 is the image batch [n, 3, s, s], value i the output
 * of layer i − 1 in {@link Graph#layers()}.
 */
public sealed interface Layer {
    /** Prefix of its parameters' names; empty where it has none. */
    default String name() {
        return "";
    }

    /** Values it reads. */
    List<Integer> inputs();

    /** Its tensors, in PLSC's order. */
    default List<TensorSpec> tensors() {
        return List.of();
    }

    /**
     * Shape of what it makes of one image; that of its first input where it changes none.
     *
     * @param inputs shapes of {@link #inputs()}, in this order
     * @param training whether layers of chance do their work
     */
    default ValueShape shape(List<ValueShape> inputs, boolean training) {
        return inputs.get(0);
    }

    /**
     * Multiplications that are added up for one image by convolutions and matrix products; 0 for all others.
     *
     * @param inputs shapes of {@link #inputs()}, in this order
     * @param output shape of what it makes
     */
    default long multiplyAdds(List<ValueShape> inputs, ValueShape output) {
        return 0;
    }

    /** Square convolution, plus a bias where it has one. */
    record Conv(String name, int input, int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
            implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            TensorSpec weight = new TensorSpec(name + ".weight", Kind.CONV, out, in / groups, kernel, kernel);
            return bias ? List.of(weight, new TensorSpec(name + ".bias", Kind.BIAS, out)) : List.of(weight);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            ValueShape x = inputs.get(0);
            return ValueShape.of(out, length(x.length(1)), length(x.length(2)));
        }

        private int length(int before) {
            return (before + 2 * padding - kernel) / stride + 1;
        }

        @Override
        public long multiplyAdds(List<ValueShape> inputs, ValueShape output) {
            return output.count() * (in / groups) * kernel * kernel;
        }
    }

    /**
     * Batch normalisation over dimension 1, running = 0.9 · running + 0.1 · batch with the unbiased variance.
     *
     * @param unitScale its scale is set to 1 before every training pass
     * @param epsilon added to the variance
     */
    record BatchNorm(String name, int input, int channels, boolean unitScale, float epsilon) implements Layer {
        /** What most networks add to the variance. */
        static final float USUAL_EPSILON = 1e-5f;

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(
                    new TensorSpec(name + ".weight", Kind.NORM_SCALE, channels),
                    new TensorSpec(name + ".bias", Kind.NORM_SHIFT, channels),
                    new TensorSpec(name + "._mean", Kind.RUNNING_MEAN, channels),
                    new TensorSpec(name + "._variance", Kind.RUNNING_VARIANCE, channels));
        }
    }

    /** max(0, x) + slope · min(0, x), one slope per channel. */
    record PRelu(String name, int input, int channels) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(new TensorSpec(name + "._weight", Kind.SLOPE, channels));
        }
    }

    /** Sum of two values of one shape, or of one shape but for the first length, which is 1 in the right one. */
    record Add(int left, int right) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(left, right);
        }
    }

    /** [n, c, h, w] → [n, c·h·w], in this order whatever the memory layout; tokens [n, t, d] → [n, t·d]. */
    record Flatten(int input) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            return ValueShape.of(Math.toIntExact(inputs.get(0).count()));
        }
    }

    /** x · weightᵀ, plus a bias where it has one; x is [n, in], or [n, t, in] for tokens. */
    record Linear(String name, int input, int in, int out, boolean bias) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            TensorSpec weight = new TensorSpec(name + ".weight", Kind.LINEAR, out, in);
            return bias ? List.of(weight, new TensorSpec(name + ".bias", Kind.BIAS, out)) : List.of(weight);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            return inputs.get(0).withLast(out);
        }

        @Override
        public long multiplyAdds(List<ValueShape> inputs, ValueShape output) {
            return output.count() * in;
        }
    }

    /** A learned value of its own, [1, rows, width]: position embedding and mask token of a transformer. */
    record Learned(String name, int rows, int width) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of();
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(new TensorSpec(name, Kind.POSITION, 1, rows, width));
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            return ValueShape.of(rows, width);
        }
    }

    /** [n, c, h, w] → tokens [n, h·w, c], row by row. */
    record Tokens(int input) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            ValueShape x = inputs.get(0);
            return ValueShape.of(x.length(1) * x.length(2), x.length(0));
        }
    }

    /** Normalisation of each token over its width with the biased variance, then scale and shift. */
    record LayerNorm(String name, int input, int width) implements Layer {
        /** Added to the variance. */
        public static final float EPSILON = 1e-5f;

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(
                    new TensorSpec(name + ".weight", Kind.NORM_SCALE, width),
                    new TensorSpec(name + ".bias", Kind.NORM_SHIFT, width));
        }
    }

    /**
     * Scaled dot product attention over all tokens (Vaswani et al., arXiv 1706.03762): queries, keys and values side by
     * side, [n, t, 3 · width], each split over the heads → [n, t, width].
     */
    record Attention(int input, int heads, int width) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            return inputs.get(0).withLast(width);
        }

        @Override
        public long multiplyAdds(List<ValueShape> inputs, ValueShape output) {
            return 2 * output.count() * output.length(0);
        }
    }

    /** min(max(0, x), 6). */
    record Relu6(int input) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * Stochastic depth (Huang et al., arXiv 1603.09382): in training a whole image's values become zero with the rate's
     * probability and are divided by 1 − rate otherwise. Nothing happens outside training.
     */
    record DropPath(int input, double rate) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * In training keeps ⌊t · (1 − ratio)⌋ of an image's t tokens, drawn at random and in random order. Nothing happens
     * outside training.
     */
    record KeepTokens(int input, double ratio) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        /** How many of so many tokens remain. */
        public int kept(int tokens) {
            return (int) (tokens * (1 - ratio));
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            ValueShape x = inputs.get(0);
            return training ? ValueShape.of(kept(x.length(0)), x.length(1)) : x;
        }
    }

    /**
     * In training puts the tokens of the last {@link KeepTokens} back and the filler [1, 1, d] where others were.
     *
     * @param tokens number of tokens of an image before some were left out
     */
    record RestoreTokens(int input, int filler, int tokens) implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input, filler);
        }

        @Override
        public ValueShape shape(List<ValueShape> inputs, boolean training) {
            return ValueShape.of(tokens, inputs.get(0).length(1));
        }
    }
}
