package org.idem.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.model.Graph;
import org.idem.model.Layer;
import org.idem.model.TensorSpec;

/**
 * Writes a network in evaluation mode as ONNX: input {@code input}, float32 [N, 3, size, size]; output
 * {@code embedding}, float32 [N, dim]. One ONNX operator for one layer, several for those of a
 * transformer; weights under the names they have in training. A batch normalization right behind a convolution or matrix
 * product is folded into it, under the names of the latter with {@code .folded}: left alone, runtimes fuse the two by
 * themselves, and not all of them do it right when the size of the batch changes.
 */
final class OnnxModelBuilder {
    /** Name of the input. */
    static final String INPUT = "input";
    /** Stands for a value that no node makes. */
    private static final String FOLDED = "";
    /** Name of the output. */
    static final String OUTPUT = "embedding";

    private final Graph network;
    private final Map<String, float[]> weights;
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final OnnxNodes nodes = new OnnxNodes(graph);
    private final OnnxTokens tokens;
    private final List<String> values = new ArrayList<>();
    private final List<Boolean> flat = new ArrayList<>();

    private OnnxModelBuilder(Graph network, Map<String, float[]> weights, int opset) {
        this.tokens = new OnnxTokens(nodes, opset);
        this.network = network;
        this.weights = weights;
    }

    /**
     * Builds the model.
     *
     * @param weights by the names of {@link Graph#tensors()}, row-major
     * @param opset operator set
     */
    static ModelProto build(Graph network, Map<String, float[]> weights, int opset) {
        return ModelProto.newBuilder()
                .setIrVersion(irVersion(opset))
                .setProducerName("Idem")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(new OnnxModelBuilder(network, weights, opset).graph())
                .build();
    }

    /** The file format's version that came with an operator set. */
    private static int irVersion(int opset) {
        if (opset <= 18) {
            return 8;
        }
        return opset <= 20 ? 9 : 10;
    }

    private GraphProto graph() {
        int size = network.inputSize();
        graph.setName(network.name());
        graph.addInput(OnnxNodes.batchOf(INPUT, 3, size, size));
        graph.addOutput(OnnxNodes.batchOf(OUTPUT, network.dim()));
        values.add(INPUT);
        flat.add(false);
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            values.add(value(i, layer));
            flat.add(layer instanceof Layer.Flatten
                    || !layer.inputs().isEmpty() && flat.get(layer.inputs().get(0)));
        }
        return graph.build();
    }

    /** Writes a layer where it does something outside training, and returns the name of its value. */
    private String value(int index, Layer layer) {
        if (layer instanceof Layer.DropPath
                || layer instanceof Layer.KeepTokens
                || layer instanceof Layer.RestoreTokens) {
            return values.get(layer.inputs().get(0));
        }
        if (foldedNorm(index) != null) {
            return FOLDED;
        }
        if (layer instanceof Layer.Learned learned) {
            TensorSpec tensor = learned.tensors().get(0);
            return isUsed(index + 1) ? weight(tensor, tensor.shape()) : tensor.name();
        }
        String name = layer.name().isEmpty()
                ? layer.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "_" + index
                : layer.name();
        String output = index == network.layers().size() - 1 ? OUTPUT : name + ".out";
        write(layer, name, output);
        return output;
    }

    /** The batch normalization that this layer takes in; null where there is none. */
    private Layer.BatchNorm foldedNorm(int index) {
        Layer layer = network.layers().get(index);
        if (!(layer instanceof Layer.Conv) && !(layer instanceof Layer.Linear linear && flat.get(linear.input()))) {
            return null;
        }
        int value = index + 1;
        List<Layer> readers = network.layers().stream()
                .filter(other -> other.inputs().contains(value))
                .toList();
        return readers.size() == 1 && readers.get(0) instanceof Layer.BatchNorm norm ? norm : null;
    }

    private void folded(Layer.BatchNorm norm, String output) {
        Layer before = network.layers().get(norm.input() - 1);
        String input = values.get(before.inputs().get(0));
        FoldedNorm both = FoldedNorm.of(before, norm, weights);
        TensorSpec tensor = before.tensors().get(0);
        String weight = nodes.weight(tensor.name() + ".folded", both.weight(), tensor.shape());
        String bias = nodes.weight(before.name() + ".bias.folded", both.bias(), norm.channels());
        if (before instanceof Layer.Conv conv) {
            convolution(conv, List.of(input, weight, bias), output);
        } else {
            nodes.node("Gemm", before.name(), List.of(input, weight, bias), output, OnnxNodes.integer("transB", 1));
        }
    }

    /** Whether a value matters outside training. */
    private boolean isUsed(int value) {
        return network.layers().stream()
                .anyMatch(layer -> !(layer instanceof Layer.RestoreTokens)
                        && layer.inputs().contains(value));
    }

    private void write(Layer layer, String name, String output) {
        String input = values.get(layer.inputs().get(0));
        if (layer instanceof Layer.Conv conv) {
            List<String> inputs = new ArrayList<>(List.of(input));
            conv.tensors().forEach(tensor -> inputs.add(weight(tensor, tensor.shape())));
            convolution(conv, inputs, output);
        } else if (layer instanceof Layer.BatchNorm norm && input.equals(FOLDED)) {
            folded(norm, output);
        } else if (layer instanceof Layer.BatchNorm norm) {
            List<String> inputs = new ArrayList<>(List.of(input));
            norm.tensors().forEach(tensor -> inputs.add(weight(tensor, tensor.shape())));
            nodes.node("BatchNormalization", name, inputs, output, OnnxNodes.number("epsilon", norm.epsilon()));
        } else if (layer instanceof Layer.PRelu prelu) {
            // A slope is broadcast from the right: channels of an image stand left of height and width.
            boolean image = !flat.get(prelu.input());
            long[] shape = image ? new long[] {prelu.channels(), 1, 1} : new long[] {prelu.channels()};
            nodes.node("PRelu", name, List.of(input, weight(prelu.tensors().get(0), shape)), output);
        } else if (layer instanceof Layer.Add add) {
            nodes.node("Add", name, List.of(input, values.get(add.right())), output);
        } else if (layer instanceof Layer.Flatten) {
            nodes.node("Flatten", name, List.of(input), output, OnnxNodes.integer("axis", 1));
        } else if (layer instanceof Layer.Linear linear && flat.get(linear.input())) {
            List<String> inputs = new ArrayList<>(List.of(input));
            linear.tensors().forEach(tensor -> inputs.add(weight(tensor, tensor.shape())));
            nodes.node("Gemm", name, inputs, output, OnnxNodes.integer("transB", 1));
        } else {
            transformer(layer, name, output);
        }
    }

    private void transformer(Layer layer, String name, String output) {
        String input = values.get(layer.inputs().get(0));
        if (layer instanceof Layer.Linear linear) {
            List<TensorSpec> tensors = linear.tensors();
            String bias = linear.bias() ? weight(tensors.get(1), tensors.get(1).shape()) : null;
            tokens.linear(name, input, weight(tensors.get(0), tensors.get(0).shape()), bias, output);
        } else if (layer instanceof Layer.LayerNorm norm) {
            String scale = weight(norm.tensors().get(0), norm.width());
            tokens.layerNorm(name, input, scale, weight(norm.tensors().get(1), norm.width()), output);
        } else if (layer instanceof Layer.Attention attention) {
            tokens.attention(name, input, attention, output);
        } else if (layer instanceof Layer.Tokens) {
            tokens.ofImage(name, input, output);
        } else if (layer instanceof Layer.Relu6) {
            tokens.relu6(name, input, output);
        } else {
            throw new IllegalArgumentException("No ONNX operator is known for " + layer);
        }
    }

    private void convolution(Layer.Conv conv, List<String> inputs, String output) {
        long pad = conv.padding();
        nodes.node(
                "Conv",
                conv.name(),
                inputs,
                output,
                OnnxNodes.integers("kernel_shape", conv.kernel(), conv.kernel()),
                OnnxNodes.integers("strides", conv.stride(), conv.stride()),
                OnnxNodes.integers("pads", pad, pad, pad, pad),
                OnnxNodes.integer("group", conv.groups()));
    }

    private String weight(TensorSpec tensor, long... shape) {
        return nodes.weight(tensor.name(), FoldedNorm.numbers(tensor, weights), shape);
    }
}
