package org.idem.train.backbone;

import java.util.List;
import org.idem.train.backbone.TensorSpec.Kind;

/**
 * One operation of a network. Inputs are numbers of values: value 0 is the image batch [n, 3, s, s], value i the output
 * of layer i − 1 in {@link Graph#layers()}.
 */
public sealed interface Layer {
    /** Prefix of its parameters' names; empty where it has none. */
    String name();

    /** Values it reads. */
    List<Integer> inputs();

    /** Its tensors, in PLSC's order. */
    default List<TensorSpec> tensors() {
        return List.of();
    }

    /** Square convolution without bias. */
    record Conv(String name, int input, int in, int out, int kernel, int stride, int padding, int groups)
            implements Layer {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }

        @Override
        public List<TensorSpec> tensors() {
            return List.of(new TensorSpec(name + ".weight", Kind.CONV, out, in / groups, kernel, kernel));
        }
    }

    /**
     * Batch normalisation over dimension 1, eps 1e-5, running = 0.9 · running + 0.1 · batch with the unbiased variance.
     *
     * @param unitScale its scale is set to 1 before every training pass
     */
    record BatchNorm(String name, int input, int channels, boolean unitScale) implements Layer {
        /** Added to the variance. */
        public static final float EPSILON = 1e-5f;

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

    /** Sum of two values of one shape. */
    record Add(int left, int right) implements Layer {
        @Override
        public String name() {
            return "";
        }

        @Override
        public List<Integer> inputs() {
            return List.of(left, right);
        }
    }

    /** [n, c, h, w] → [n, c·h·w], in this order whatever the memory layout. */
    record Flatten(int input) implements Layer {
        @Override
        public String name() {
            return "";
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** x · weightᵀ, plus a bias where it has one. */
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
    }
}
