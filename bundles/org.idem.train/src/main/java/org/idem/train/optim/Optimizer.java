package org.idem.train.optim;

import java.util.Map;
import org.idem.train.tensor.Tensor;

/** Moves a flat buffer of weights along a flat buffer of gradients. */
public interface Optimizer extends AutoCloseable {
    /** Takes one step; the gradients are used up by it. */
    void step(double rate);

    /**
     * What it remembers, as live tensors by {@code <kind>/<parameter>}, to be saved and restored in place. Call it within
     * a scope: views are made anew.
     */
    Map<String, Tensor> state();

    /** Steps taken so far. */
    long steps();

    /** Goes on as if so many steps had been taken; the state is restored through {@link #state()}. */
    void setSteps(long taken);

    @Override
    void close();
}
