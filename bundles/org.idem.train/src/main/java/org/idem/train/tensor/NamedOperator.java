package org.idem.train.tensor;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;

/**
 * An operator of libtorch that the presets do not wrap, called by name. What it makes belongs to the caller's pointer scope.
 *
 * @param handle the operator
 */
record NamedOperator(OperatorHandle handle) {
    /**
     * Finds an operator.
     *
     * @param name such as {@code aten::_softmax_backward_data}
     */
    static NamedOperator of(String name) {
        return new NamedOperator(Dispatcher.singleton().findSchemaOrThrow(name, ""));
    }

    /** Calls it for what it does to its arguments. */
    void run(IValue... arguments) {
        handle.callBoxed(new IValueVector(arguments));
    }

    /** Calls it for the tensor that it returns. */
    org.bytedeco.pytorch.Tensor compute(IValue... arguments) {
        IValueVector stack = new IValueVector(arguments);
        handle.callBoxed(stack);
        return stack.get(0).toTensor();
    }
}
