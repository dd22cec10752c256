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
        CONV,
        LINEAR,
        BIAS,
        NORM_SCALE,
        NORM_SHIFT,
        RUNNING_MEAN,
        RUNNING_VARIANCE,
        SLOPE,
        POSITION;

        /** False for running statistics, which no gradient touches. */
        public boolean trainable() {
            return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
        }
    }

    /** Number of elements. */
    public long count() {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        return count;
    }
}
