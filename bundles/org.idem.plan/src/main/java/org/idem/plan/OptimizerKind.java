package org.idem.plan;

import java.util.Arrays;
import java.util.List;
import org.idem.model.TensorSpec;

/** The optimizers that there are, and what each remembers. */
public enum OptimizerKind {
    /** SGD with momentum. */
    MOMENTUM("Momentum"),
    /** Adam with decoupled weight decay. */
    ADAM_W("AdamW"),
    /** Layer-wise adaptive rates over momentum. */
    MOMENTUM_LARS("MomentumLARS"),
    /** Factored second moments. */
    ADAFACTOR("Adafactor");

    private final String key;

    OptimizerKind(String key) {
        this.key = key;
    }

    /** As {@code Optimizer.name} writes it. */
    public String key() {
        return key;
    }

    /** All keys, in the order of the constants. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(OptimizerKind::key).toList();
    }

    /**
     * The optimizer of a config.
     *
     * @throws IllegalArgumentException if there is none of this key
     */
    public static OptimizerKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No optimizer " + key + "; there are " + keys()));
    }

    /**
     * Numbers that are remembered of one tensor of the network, an average of Adafactor's updates not among them. Adafactor
     * keeps two means of a tensor of two or more axes instead of a number for each value.
     */
    long stateOf(TensorSpec spec) {
        if (this != ADAFACTOR) {
            return spec.count() * (this == ADAM_W ? 2 : 1);
        }
        long[] shape = spec.shape();
        int axes = shape.length;
        return axes < 2 ? spec.count() : spec.count() / shape[axes - 1] + spec.count() / shape[axes - 2];
    }

    /** Whether an average of squared gradients is kept of every value of the class centers. */
    public boolean keepsSquaresOfCenters() {
        return this == ADAM_W || this == ADAFACTOR;
    }
}
