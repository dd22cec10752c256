package org.idem.train.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** State of an optimizer in flat buffers of the parameters' layout, zero at first. */
final class FlatState implements AutoCloseable {
    private final ParameterBuffers parameters;
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();

    FlatState(ParameterBuffers parameters) {
        this.parameters = parameters;
    }

    /** A new buffer of this kind. */
    Tensor add(String kind) {
        long count = parameters.values().count();
        Tensor buffer = TensorScope.compute(() -> Tensor.zeros(count).retain());
        buffers.put(kind, buffer);
        return buffer;
    }

    /** As {@link Optimizer#state()}. */
    Map<String, Tensor> views() {
        Map<String, Tensor> views = new LinkedHashMap<>();
        buffers.forEach((kind, buffer) -> parameters
                .ranges()
                .keySet()
                .forEach(name -> views.put(kind + "/" + name, parameters.view(buffer, name))));
        return views;
    }

    @Override
    public void close() {
        buffers.values().forEach(Tensor::close);
    }
}
