package org.idem.train.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.idem.train.tensor.Tensor;

/** The DJL block of a graph: one child block per layer with parameters, run in the graph's order. */
final class GraphBlock extends AbstractBlock {
    private final Graph graph;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] lastUse;

    GraphBlock(Graph graph, Function<String, NDArray> arrays) {
        this.graph = graph;
        this.lastUse = new int[graph.layers().size() + 1];
        for (int i = 0; i < graph.layers().size(); i++) {
            Layer layer = graph.layers().get(i);
            Block block = blockOf(layer);
            blocks.add(block);
            if (block != null) {
                addChildBlock(layer.name(), block);
                handOver(layer, block, arrays);
            }
            for (int input : layer.inputs()) {
                lastUse[input] = i;
            }
        }
    }

    private static Block blockOf(Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            return Conv2d.builder()
                    .setKernelShape(new Shape(conv.kernel(), conv.kernel()))
                    .setFilters(conv.out())
                    .optStride(new Shape(conv.stride(), conv.stride()))
                    .optPadding(new Shape(conv.padding(), conv.padding()))
                    .optGroups(conv.groups())
                    .optBias(false)
                    .build();
        }
        if (layer instanceof Layer.BatchNorm) {
            return BatchNorm.builder()
                    .optEpsilon(Layer.BatchNorm.EPSILON)
                    .optMomentum(0.9f)
                    .build();
        }
        if (layer instanceof Layer.PRelu prelu) {
            return new PReluBlock(prelu.channels());
        }
        if (layer instanceof Layer.Linear linear) {
            return ai.djl.nn.core.Linear.builder()
                    .setUnits(linear.out())
                    .optBias(linear.bias())
                    .build();
        }
        return null;
    }

    /** Makes every parameter of the block a view of the flat buffers instead of an array of its own. */
    private static void handOver(Layer layer, Block block, Function<String, NDArray> arrays) {
        for (Pair<String, Parameter> entry : block.getDirectParameters()) {
            TensorSpec spec = specFor(layer, entry.getValue());
            entry.getValue().setInitializer((manager, shape, type) -> arrays.apply(spec.name()));
        }
    }

    private static TensorSpec specFor(Layer layer, Parameter parameter) {
        TensorSpec.Kind kind =
                switch (parameter.getType()) {
                    case BIAS -> TensorSpec.Kind.BIAS;
                    case GAMMA -> TensorSpec.Kind.NORM_SCALE;
                    case BETA -> TensorSpec.Kind.NORM_SHIFT;
                    case RUNNING_MEAN -> TensorSpec.Kind.RUNNING_MEAN;
                    case RUNNING_VAR -> TensorSpec.Kind.RUNNING_VARIANCE;
                    default -> layer.tensors().get(0).kind();
                };
        return layer.tensors().stream()
                .filter(spec -> spec.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray[] values = new NDArray[graph.layers().size() + 1];
        values[0] = inputs.singletonOrThrow();
        for (int i = 0; i < blocks.size(); i++) {
            Layer layer = graph.layers().get(i);
            values[i + 1] = compute(layer, blocks.get(i), values, store, training);
            for (int input : layer.inputs()) {
                if (lastUse[input] == i && input > 0) {
                    values[input].close();
                }
            }
        }
        return new NDList(values[values.length - 1]);
    }

    private static NDArray compute(Layer layer, Block block, NDArray[] values, ParameterStore store, boolean training) {
        NDArray x = values[layer.inputs().get(0)];
        if (layer instanceof Layer.Add add) {
            return x.add(values[add.right()]);
        }
        if (layer instanceof Layer.Flatten) {
            long length = x.getShape().size() / x.getShape().get(0);
            return x.reshape(x.getShape().get(0), length);
        }
        NDArray y = block.forward(store, new NDList(x), training).singletonOrThrow();
        return layer instanceof Layer.Linear ? inFloat(y) : y;
    }

    /** The closing normalisation is computed in fp32 whatever came before. */
    private static NDArray inFloat(NDArray y) {
        if (y.getDataType() == DataType.FLOAT32) {
            return y;
        }
        try (Tensor narrow = Tensor.of(y);
                Tensor wide = narrow.toFloat()) {
            NDArray converted = wide.toArray(y.getManager());
            y.close();
            return converted;
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        shapes(inputShapes[0], (block, shape) -> block.initialize(manager, type, shape));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {shapes(inputShapes[0], (block, shape) -> {})};
    }

    private Shape shapes(Shape input, java.util.function.BiConsumer<Block, Shape> visitor) {
        Shape[] shapes = new Shape[graph.layers().size() + 1];
        shapes[0] = input;
        for (int i = 0; i < blocks.size(); i++) {
            Layer layer = graph.layers().get(i);
            Shape shape = shapes[layer.inputs().get(0)];
            Block block = blocks.get(i);
            if (block != null) {
                visitor.accept(block, shape);
                shape = block.getOutputShapes(new Shape[] {shape})[0];
            } else if (layer instanceof Layer.Flatten) {
                shape = new Shape(shape.get(0), shape.size() / shape.get(0));
            }
            shapes[i + 1] = shape;
        }
        return shapes[shapes.length - 1];
    }
}
