package org.idem.train.backbone;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.Recomputation;
import org.idem.model.TensorSpec;
import org.idem.train.kernels.Kernels;
import org.idem.train.tensor.Autocast;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DjlArrays;
import org.idem.train.tensor.Libtorch;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One replica of a network: its graph, its DJL block, and the flat buffers that hold its weights. Used by one thread at
 * a time.
 */
public final class Backbone implements AutoCloseable {
    private final Graph graph;
    private final boolean channelsLast;
    private final NDManager manager;
    private final FlatParameters parameters;
    private final GraphBlock block;
    private final List<String> unitScales;
    private final Recomputation recomputation;
    private final Kernels kernels;

    Backbone(Graph graph, boolean channelsLast, Recomputation recomputation, Kernels kernels, long seed) {
        Libtorch.load();
        this.graph = graph;
        this.channelsLast = channelsLast;
        this.recomputation = recomputation;
        this.kernels = kernels;
        this.manager = NDManager.newBaseManager(Device.current().forDjl());
        this.parameters = new FlatParameters(graph, manager, channelsLast);
        InitialValues initial = new InitialValues(graph, seed);
        graph.tensors().forEach(spec -> parameters.write(spec.name(), initial.of(spec)));
        this.block = new GraphBlock(graph, name -> DjlArrays.of(parameters.view(name), manager));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, graph.inputSize(), graph.inputSize()));
        this.unitScales = graph.layers().stream()
                .filter(layer -> layer instanceof Layer.BatchNorm norm && norm.unitScale())
                .map(layer -> layer.name() + ".weight")
                .toList();
    }

    /** Returns the network as data. */
    public Graph graph() {
        return graph;
    }

    /** The network as a DJL block; its parameters are views of {@link #parameters()}. */
    public Block block() {
        return block;
    }

    /** Weights, gradients and running statistics, live. */
    public FlatParameters parameters() {
        return parameters;
    }

    /** Parent of the managers of the scopes around a step. */
    public NDManager manager() {
        return manager;
    }

    /**
     * As {@link #forward(TensorScope, Tensor, ComputeOptions, LayerRandom)} with a fixed seed, for networks without
     * random layers.
     */
    public ForwardBackwardPass forward(TensorScope scope, Tensor images, ComputeOptions options) {
        return forward(scope, images, options, LayerRandom.of(0, 0, 0));
    }

    /**
     * Embeds a batch for training, with batch statistics; running statistics are updated.
     *
     * @param scope owner of the result, which ends with it
     * @param images fp32 [n, 3, size, size], n at least 2
     * @param options precision of convolutions and matrix products
     * @param random choices of random layers
     * @return the embeddings, with which backward is possible once
     */
    public ForwardBackwardPass forward(TensorScope scope, Tensor images, ComputeOptions options, LayerRandom random) {
        TensorScope.run(
                () -> unitScales.forEach(name -> parameters.view(name).detach().fill_(1)));
        return new ForwardBackwardPass(
                graph,
                block,
                new MixedPrecisionWeights(parameters, options),
                kernels,
                new ForwardPass(parameters, random),
                scope.manager(),
                toLayout(images),
                recomputation);
    }

    /**
     * Embeds a batch with running statistics, so that an embedding does not depend on what else is in the batch.
     *
     * @param images fp32 [n, 3, size, size]
     * @param options precision of convolutions and matrix products
     * @return fp32 [n, dim], not normalized
     */
    Tensor embed(TensorScope scope, Tensor images, ComputeOptions options) {
        NDList x = new NDList(DjlArrays.of(toLayout(images), scope.manager()));
        return Autocast.run(
                options,
                () -> DjlArrays.toTensor(block.forward(parameters, x, false).singletonOrThrow()));
    }

    private Tensor toLayout(Tensor images) {
        return channelsLast ? images.channelsLast() : images;
    }

    /**
     * Embeds images in fp32 with running statistics.
     *
     * @param images n · 3 · size · size values, channels first
     * @param count n
     * @return n · dim values, not normalized
     */
    public float[] embed(float[] images, int count) {
        long size = graph.inputSize();
        try (TensorScope scope = TensorScope.inference(manager)) {
            return embed(scope, Tensor.of(images, count, 3, size, size), ComputeOptions.FP32)
                    .toFloats();
        }
    }

    /** Copies of all weights and running statistics by PLSC's names, row-major. */
    public Map<String, float[]> stateDict() {
        return parameters.stateDict();
    }

    /**
     * Sets all weights and running statistics by PLSC's names.
     *
     * @throws IllegalArgumentException if a tensor is missing or has another number of values
     */
    public void loadStateDict(Map<String, float[]> weights) {
        for (TensorSpec spec : graph.tensors()) {
            float[] values = weights.get(spec.name());
            if (values == null || values.length != spec.count()) {
                throw new IllegalArgumentException(spec.name() + ": expected " + spec.count() + " values, found "
                        + (values == null ? "none" : values.length));
            }
            parameters.write(spec.name(), values);
        }
    }

    @Override
    public void close() {
        kernels.close();
        manager.close();
        parameters.close();
    }
}
