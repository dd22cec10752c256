package org.idem.train.centers;

import java.util.EnumSet;
import java.util.Set;

/** A tensor that a store has of every class, [count, dim]. */
public enum CenterField {
    /** The class centers. */
    CENTERS("weight"),
    /** The optimizer's momentum, or first moment, of the centers. */
    MOMENTUM("momentum"),
    /** The moving average of the squared gradients, for optimizers that have one. */
    SQUARE("square"),
    /** The mean embedding of the class, for heads with class expectations. */
    EXPECTATION("expectation");

    private final String key;

    CenterField(String key) {
        this.key = key;
    }

    /**
     * The centers and the optimizer's state of them.
     *
     * @param hasSquares whether the optimizer averages squared gradients
     * @return a new, mutable set
     */
    public static Set<CenterField> forOptimizer(boolean hasSquares) {
        return hasSquares ? EnumSet.of(CENTERS, MOMENTUM, SQUARE) : EnumSet.of(CENTERS, MOMENTUM);
    }

    /** Name of the tensor in a checkpoint. */
    public String key() {
        return key;
    }
}
