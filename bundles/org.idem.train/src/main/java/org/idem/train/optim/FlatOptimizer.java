package org.idem.train.optim;

import java.util.Map;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** An optimizer whose state is flat buffers of the parameters' layout. */
abstract class FlatOptimizer implements Optimizer {
    private final ParameterBuffers parameters;
    private final FlatState state;
    private long steps;

    /** Updates these parameters. */
    FlatOptimizer(ParameterBuffers parameters) {
        this.parameters = parameters;
        this.state = new FlatState(parameters);
    }

    /** A state buffer of this kind, zero at first. */
    final Tensor addState(String kind) {
        return state.add(kind);
    }

    final ParameterBuffers parameters() {
        return parameters;
    }

    @Override
    public final void step(double rate) {
        steps++;
        TensorScope.run(() -> update(rate));
    }

    /** Updates the parameters by one step, which {@link #steps()} counts already. */
    abstract void update(double rate);

    @Override
    public final Map<String, Tensor> state() {
        return state.views();
    }

    @Override
    public final long steps() {
        return steps;
    }

    @Override
    public final void setSteps(long taken) {
        steps = taken;
    }

    @Override
    public final void close() {
        state.close();
    }
}
