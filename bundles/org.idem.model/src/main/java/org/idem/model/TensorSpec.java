package org.idem.model;

/**
 * One named tensor of a network.
 *
 * @param name PLSC's structured name, such as {@code layer1.0.bn1._mean}
 * @param kind what it is for
 * @param shape conv [out, in/groups, k, k], linear [out, in], position [1, tokens, width], all others [channels]
 */
public record TensorSpec(String name, Kind kind, long... shape) {
    /** The roles that tensors play. */
    public enum Kind {
        /** Kernels of a convolution. */
        CONV,
        /** Matrix of a fully connected layer. */
        LINEAR,
        /** What a linear layer or a convolution adds. */
        BIAS,
        /** What a normalization multiplies by. */
        NORM_SCALE,
        /** What a normalization adds. */
        NORM_SHIFT,
        /** Moving average of a batch normalization's means. */
        RUNNING_MEAN,
        /** Moving average of a batch normalization's variances. */
        RUNNING_VARIANCE,
        /** Slope of a PReLU below zero. */
        SLOPE,
        /** Embedding of the tokens' positions. */
        POSITION;

        /** False for running statistics, which no gradient touches. */
        public boolean trainable() {
            return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
        }
    }

    /** Returns the number of elements, the product of the shape. */
    public long count() {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        return count;
    }
}
