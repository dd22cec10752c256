package org.idem.train.centers;

import java.util.EnumSet;
import java.util.Set;

/** What a store keeps of every class, [count, dim] each. */
public enum CenterField {
    /** The class centers. */
    CENTERS("weight"),
    /** The running average of their gradients. */
    MOMENTUM("momentum"),
    /** The running average of their squared gradients, where a rule needs it. */
    SQUARE("square"),
    /** What a class's embeddings are on average, where a head asks for it. */
    EXPECTATION("expectation");

    private final String key;

    CenterField(String key) {
        this.key = key;
    }

    /**
     * The centers with what rules of their update remember.
     *
     * @param hasSquares whether squared gradients are among it
     */
    public static Set<CenterField> forOptimizer(boolean hasSquares) {
        return hasSquares ? EnumSet.of(CENTERS, MOMENTUM, SQUARE) : EnumSet.of(CENTERS, MOMENTUM);
    }

    /** Name in a checkpoint. */
    public String key() {
        return key;
    }
}
