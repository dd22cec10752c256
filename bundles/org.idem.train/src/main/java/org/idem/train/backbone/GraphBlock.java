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
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.TensorSpec;

/** The DJL block of a graph: one child block per layer with parameters, run in the graph's order. */
final class GraphBlock extends AbstractBlock {
    private static final String RANDOM = "draws";

    private final Graph graph;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] lastUse;

    GraphBlock(Graph graph, Function<String, NDArray> arrays) {
        this.graph = graph;
        this.lastUse = graph.lastUses();
        for (int i = 0; i < graph.layers().size(); i++) {
            Layer layer = graph.layers().get(i);
            Block block = createBlock(layer);
            blocks.add(block);
            if (block != null) {
                addChildBlock(layer.name(), block);
                useViews(layer, block, arrays);
            }
        }
    }

    /** The block of a layer, null where it has none. */
    Block blockAt(int index) {
        return blocks.get(index);
    }

    private static Block createBlock(Layer layer) {
        if (layer instanceof Layer.Conv conv) {
            return convolution(conv);
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return BatchNorm.builder()
                    .optEpsilon(norm.epsilon())
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
        if (layer instanceof Layer.LayerNorm) {
            return LayerNorm.builder()
                    .axis(2)
                    .optEpsilon(Layer.LayerNorm.EPSILON)
                    .build();
        }
        return layer instanceof Layer.Learned learned ? new LearnedBlock(learned.rows(), learned.width()) : null;
    }

    private static Block convolution(Layer.Conv conv) {
        return Conv2d.builder()
                .setKernelShape(new Shape(conv.kernel(), conv.kernel()))
                .setFilters(conv.out())
                .optStride(new Shape(conv.stride(), conv.stride()))
                .optPadding(new Shape(conv.padding(), conv.padding()))
                .optGroups(conv.groups())
                .optBias(conv.bias())
                .build();
    }

    /** Makes every parameter of the block a view of the flat buffers instead of an array of its own. */
    private static void useViews(Layer layer, Block block, Function<String, NDArray> arrays) {
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

    /** Inputs of a training pass besides the images. */
    static PairList<String, Object> parameters(LayerRandom random) {
        PairList<String, Object> params = new PairList<>();
        params.add(RANDOM, random);
        return params;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        LayerRandom random =
                params != null && params.get(RANDOM) instanceof LayerRandom given ? given : LayerRandom.of(0, 0, 0);
        ForwardPass pass = new ForwardPass(store, training ? random : null);
        NDArray[] values = new NDArray[graph.layers().size() + 1];
        values[0] = inputs.singletonOrThrow();
        for (int i = 0; i < blocks.size(); i++) {
            Layer layer = graph.layers().get(i);
            values[i + 1] = pass.compute(i, layer, blocks.get(i), values);
            for (int input : layer.inputs()) {
                // What passes through unchanged is the same array.
                if (lastUse[input] == i && input > 0 && values[input] != values[i + 1]) {
                    values[input].close();
                }
            }
        }
        return new NDList(values[values.length - 1]);
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
            Shape shape =
                    layer.inputs().isEmpty() ? input : shapes[layer.inputs().get(0)];
            Block block = blocks.get(i);
            if (block != null) {
                visitor.accept(block, shape);
                shape = block.getOutputShapes(new Shape[] {shape})[0];
            } else {
                shape = outputShape(layer, shape);
            }
            shapes[i + 1] = shape;
        }
        return shapes[shapes.length - 1];
    }

    private static Shape outputShape(Layer layer, Shape shape) {
        if (layer instanceof Layer.Flatten) {
            return new Shape(shape.get(0), shape.size() / shape.get(0));
        }
        if (layer instanceof Layer.Tokens) {
            return new Shape(shape.get(0), shape.get(2) * shape.get(3), shape.get(1));
        }
        return layer instanceof Layer.Attention attention
                ? new Shape(shape.get(0), shape.get(1), attention.width())
                : shape;
    }
}
