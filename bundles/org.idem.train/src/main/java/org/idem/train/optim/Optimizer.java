package org.idem.train.optim;

import java.util.Map;
import org.idem.train.tensor.Tensor;

/** Updates a flat buffer of weights by a flat buffer of gradients. Called on the rank's thread. */
public interface Optimizer extends AutoCloseable {
    /**
     * Updates the weights by one step; gradients are overwritten.
     *
     * @param rate learning rate, at least 0
     */
    void step(double rate);

    /**
     * Optimizer state as live tensors by {@code <kind>/<parameter>}, to be saved and restored in place. Call it within
     * a scope: views are made anew.
     */
    Map<String, Tensor> state();

    /** Number of steps taken. */
    long steps();

    /** Sets the number of steps taken; the state is restored through {@link #state()}. */
    void setSteps(long taken);

    @Override
    void close();
}
