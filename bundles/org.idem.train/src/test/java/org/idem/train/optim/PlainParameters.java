package org.idem.train.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** Tensors one after the other in row-major order, zero at first. */
final class PlainParameters implements ParameterBuffers, AutoCloseable {
    private final Map<String, long[]> shapes;
    private final Map<String, BufferRange> ranges = new LinkedHashMap<>();
    private final Tensor values;
    private final Tensor gradients;

    PlainParameters(Map<String, long[]> shapes) {
        this.shapes = shapes;
        long end = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            long count = Arrays.stream(entry.getValue()).reduce(1, (a, b) -> a * b);
            ranges.put(entry.getKey(), new BufferRange(end, count));
            end += count;
        }
        long count = end;
        this.values = TensorScope.compute(() -> Tensor.zeros(count).retain());
        this.gradients = TensorScope.compute(() -> Tensor.zeros(count).retain());
    }

    @Override
    public Tensor values() {
        return values;
    }

    @Override
    public Tensor gradients() {
        return gradients;
    }

    @Override
    public Map<String, BufferRange> ranges() {
        return ranges;
    }

    @Override
    public long[] shape(String name) {
        return shapes.get(name);
    }

    @Override
    public Tensor view(Tensor buffer, String name) {
        return flat(buffer, name).view(shapes.get(name));
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
    }
}
