package org.idem.train.backbone;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.idem.model.Graph;
import org.idem.model.TensorSpec;
import org.idem.train.optim.BufferRange;
import org.idem.train.optim.ParameterBuffers;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.GradMode;
import org.idem.train.tensor.ScalarTypes;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * All tensors of one replica in three flat fp32 buffers: parameters, their gradients, running statistics. Optimizer,
 * clipping and all-reduce are each one operation on a buffer. DJL's blocks get views; the memory of a convolution's
 * weights is channels-last where asked for, which the libraries then use without reordering. Used by one thread at a
 * time.
 */
public final class FlatParameters extends ParameterStore implements ParameterBuffers, AutoCloseable {
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Tensor> views = new LinkedHashMap<>();
    private final boolean channelsLast;
    private final long[] endsBefore;
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor statistics;
    /** Parameters whose gradients are still those of an earlier step. */
    private final Set<String> stale = new HashSet<>();
    /** The values in half precision; null until they are first asked for. */
    private Tensor lowPrecision;

    /** Position of a tensor in its buffer. */
    private record Slot(TensorSpec spec, long start) {}

    FlatParameters(Graph graph, NDManager manager, boolean channelsLast) {
        super(manager, false);
        this.channelsLast = channelsLast;
        long trainableCount = 0;
        long statisticCount = 0;
        for (TensorSpec spec : graph.tensors()) {
            boolean trainable = spec.kind().trainable();
            slots.put(spec.name(), new Slot(spec, trainable ? trainableCount : statisticCount));
            trainableCount += trainable ? spec.count() : 0;
            statisticCount += trainable ? 0 : spec.count();
        }
        this.endsBefore = endsBefore(graph);
        this.values = zeros(trainableCount);
        this.gradients = zeros(trainableCount);
        this.statistics = zeros(statisticCount);
        slots.forEach((name, slot) ->
                views.put(name, TensorScope.compute(() -> leaf(slot).retain())));
    }

    private static Tensor zeros(long count) {
        return TensorScope.compute(() -> Tensor.zeros(count).retain());
    }

    private Tensor leaf(Slot slot) {
        if (!slot.spec().kind().trainable()) {
            return viewIn(statistics, slot);
        }
        return GradMode.accumulate(viewIn(values, slot).detach(), viewIn(gradients, slot));
    }

    private Tensor viewIn(Tensor buffer, Slot slot) {
        long[] shape = slot.spec().shape();
        Tensor range = buffer.narrow(slot.start(), slot.spec().count());
        if (channelsLast && shape.length == 4) {
            return range.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
        }
        return range.view(shape);
    }

    /** Parameters, one after the other in the order of {@link Graph#tensors()}. */
    @Override
    public Tensor values() {
        return values;
    }

    /** Gradients in the same order; backward accumulates into them. */
    @Override
    public Tensor gradients() {
        return gradients;
    }

    /**
     * Begins a step: the first gradient of a parameter replaces that of an earlier step, which saves filling the buffer
     * with zeros.
     */
    public void clearGradients() {
        stale.addAll(ranges().keySet());
    }

    /** Accumulates into the gradient of a parameter, or replaces that of an earlier step. */
    void accumulate(String name, Tensor gradient) {
        TensorScope.run(() -> {
            Tensor sum = view(gradients, name);
            if (stale.remove(name)) {
                sum.copy_(gradient);
            } else {
                sum.add_(gradient);
            }
        });
    }

    /** Sets the gradient of a parameter to 0 if it is still that of an earlier step. */
    void zeroIfStale(String name) {
        if (stale.remove(name)) {
            TensorScope.run(() -> view(gradients, name).zero_());
        }
    }

    /** Where the parameters of all layers before each one end, by layer; 0 where there are none. Not to be changed. */
    long[] endsBefore() {
        return endsBefore;
    }

    private long[] endsBefore(Graph graph) {
        long[] ends = new long[graph.layers().size()];
        for (int layer = 1; layer < ends.length; layer++) {
            ends[layer] = graph.layers().get(layer - 1).tensors().stream()
                    .filter(spec -> spec.kind().trainable())
                    .mapToLong(spec -> slots.get(spec.name()).start() + spec.count())
                    .reduce(ends[layer - 1], Math::max);
        }
        return ends;
    }

    /** Updates the copy of the values in half precision. */
    void updateLowPrecision(ComputeOptions.ScalarType type) {
        if (lowPrecision == null) {
            lowPrecision = TensorScope.compute(
                    () -> ScalarTypes.empty(values.count(), type).retain());
        }
        lowPrecision.copy_(values);
    }

    /** The values in half precision as of the last {@link #updateLowPrecision}; null before it. */
    Tensor lowPrecision() {
        return lowPrecision;
    }

    /** Running means and variances, in the order of {@link Graph#tensors()}. */
    public Tensor statistics() {
        return statistics;
    }

    /** Position of each trainable tensor in the flat buffers, ascending and without gaps. */
    @Override
    public Map<String, BufferRange> ranges() {
        Map<String, BufferRange> ranges = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            if (slot.spec().kind().trainable()) {
                ranges.put(name, new BufferRange(slot.start(), slot.spec().count()));
            }
        });
        return ranges;
    }

    @Override
    public long[] shape(String name) {
        return slots.get(name).spec().shape();
    }

    @Override
    public Tensor view(Tensor buffer, String name) {
        return viewIn(buffer, slots.get(name));
    }

    /**
     * The view of a named parameter or running statistic.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor view(String name) {
        Tensor view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("No tensor " + name);
        }
        return view;
    }

    /** Copy of the values of a named tensor, row-major. */
    public float[] read(String name) {
        return view(name).toFloats();
    }

    /** Sets a named tensor from row-major values. */
    public void write(String name, float[] values) {
        TensorScope.run(() -> view(name).copy_(Tensor.of(values, shape(name))));
    }

    /**
     * Copy of the values, row-major, of a trainable tensor in another flat buffer of this layout, such as that of the
     * gradients.
     */
    public float[] readFrom(Tensor buffer, String name) {
        return TensorScope.compute(() -> view(buffer, name).toFloats());
    }

    /** Copies of all tensors by name, row-major: what a checkpoint or an export holds. */
    Map<String, float[]> stateDict() {
        Map<String, float[]> all = new LinkedHashMap<>();
        slots.keySet().forEach(name -> all.put(name, read(name)));
        return all;
    }

    /** The block's own array: blocks of this package are initialized with views of the flat buffers. */
    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        // Blocks ask for the bias they were built without.
        return parameter == null ? null : parameter.getArray();
    }

    @Override
    public void close() {
        views.values().forEach(Tensor::close);
        values.close();
        gradients.close();
        statistics.close();
        if (lowPrecision != null) {
            lowPrecision.close();
        }
    }
}
