package org.idem.export.precision;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph in ONNX Runtime's QDQ form: around convolutions and matrix products stand pairs of QuantizeLinear and
 * DequantizeLinear, which runtimes fuse into operators of eight bits. Activations are uint8 with one scale and zero each,
 * weights int8 with a scale for each output, biases int32; everything else, and the output, stays float32.
 */
public final class EightBitGraph {
    /** Operator set that brought scales for each output. */
    public static final int LEAST_OPSET = 13;

    private static final String FLOAT = ".float";
    private static final String QUANTIZED = ".quantized";
    private static final String DEQUANTIZED = ".dequantized";

    private final GraphProto graph;
    private final Map<String, ActivationRange> ranges;
    private final Set<String> left;
    private final GraphProto.Builder result;
    private final Map<String, TensorProto> weights = new LinkedHashMap<>();
    private final Map<String, String> turned = new HashMap<>();
    private final Map<String, String> dequantized = new HashMap<>();

    private EightBitGraph(GraphProto graph, Map<String, ActivationRange> ranges, Set<String> left) {
        this.graph = graph;
        this.ranges = ranges;
        this.left = left;
        this.result = graph.toBuilder().clearNode().clearInitializer();
        graph.getInitializerList().forEach(weight -> weights.put(weight.getName(), weight));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Transpose") && weights.containsKey(node.getInput(0))) {
                turned.put(node.getOutput(0), node.getInput(0));
            }
        }
    }

    /** Names of the operators that become those of eight bits, in their order. */
    public static List<String> operators(ModelProto model) {
        EightBitGraph graph = new EightBitGraph(model.getGraph(), Map.of(), Set.of());
        return model.getGraph().getNodeList().stream()
                .filter(graph::isProduct)
                .map(NodeProto::getName)
                .toList();
    }

    /** Names of the tensors whose ranges are needed. */
    public static List<String> activations(ModelProto model) {
        EightBitGraph graph = new EightBitGraph(model.getGraph(), Map.of(), Set.of());
        Set<String> names = new LinkedHashSet<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (graph.isProduct(node)) {
                names.add(node.getInput(0));
                if (!graph.isOutput(node.getOutput(0))) {
                    names.add(node.getOutput(0));
                }
            }
        }
        return List.copyOf(names);
    }

    /**
     * Converts.
     *
     * @param model in float32, with weights as raw data
     * @param ranges of all {@link #activations}
     * @param left names of operators that stay float32
     */
    public static ModelProto of(ModelProto model, Map<String, ActivationRange> ranges, Set<String> left) {
        EightBitGraph graph = new EightBitGraph(model.getGraph(), ranges, left);
        return model.toBuilder().setGraph(graph.convert()).build();
    }

    /** Whether a node multiplies activations by weights that are known. */
    private boolean isProduct(NodeProto node) {
        return switch (node.getOpType()) {
            case "Conv", "Gemm" -> weights.containsKey(node.getInput(1));
            case "MatMul" -> turned.containsKey(node.getInput(1));
            default -> false;
        };
    }

    private boolean isOutput(String value) {
        return graph.getOutputList().stream()
                .anyMatch(output -> output.getName().equals(value));
    }

    private GraphProto convert() {
        List<NodeProto> nodes = graph.getNodeList();
        for (NodeProto node : nodes) {
            if (isProduct(node) && !left.contains(node.getName())) {
                product(node);
            } else {
                result.addNode(node);
            }
        }
        dropUnused();
        return result.build();
    }

    private void product(NodeProto node) {
        boolean matrix = node.getOpType().equals("MatMul");
        String weight = matrix ? turned.get(node.getInput(1)) : node.getInput(1);
        TensorProto tensor = weights.get(weight);
        int outputs = (int) tensor.getDims(0);
        ChannelQuantizer quantizer = ChannelQuantizer.of(Tensors.floats(tensor), outputs);
        NodeProto.Builder changed = node.toBuilder().setInput(0, activation(node.getInput(0)));
        changed.setInput(1, weight(weight, tensor, quantizer, matrix));
        if (node.getInputCount() > 2) {
            changed.setInput(2, bias(node.getInput(2), quantizer, ranges.get(node.getInput(0))));
        }
        String output = node.getOutput(0);
        if (matrix || isOutput(output)) {
            result.addNode(changed);
            return;
        }
        result.addNode(changed.setOutput(0, output + FLOAT));
        quantize(output, output + FLOAT, output);
        dequantized.put(output, output);
    }

    /** The dequantized twin of a value; made when it is first needed. */
    private String activation(String value) {
        String known = dequantized.get(value);
        if (known != null) {
            return known;
        }
        String twin = value + DEQUANTIZED;
        quantize(value, value, twin);
        dequantized.put(value, twin);
        return twin;
    }

    private void quantize(String tensor, String from, String to) {
        ActivationRange range = ranges.get(tensor);
        if (range == null) {
            throw new IllegalArgumentException("No range was measured of " + tensor);
        }
        String scale = tensor + ".scale";
        String zero = tensor + ".zero";
        result.addInitializer(Tensors.ofFloats(scale, new float[] {range.scale()}));
        result.addInitializer(Tensors.of(zero, TensorProto.DataType.UINT8_VALUE, new byte[] {(byte) range.zero()}));
        String quantized = tensor + QUANTIZED;
        node("QuantizeLinear", quantized, List.of(from, scale, zero), quantized, -1);
        node("DequantizeLinear", tensor + DEQUANTIZED, List.of(quantized, scale, zero), to, -1);
    }

    /** Weights stand once in the file, whoever reads them. */
    private String weight(String name, TensorProto tensor, ChannelQuantizer quantizer, boolean matrix) {
        String output = name + DEQUANTIZED;
        if (dequantized.putIfAbsent(name, output) != null) {
            return output;
        }
        long[] shape = Tensors.shape(tensor);
        int axis = matrix ? 1 : 0;
        result.addInitializer(Tensors.of(
                name + QUANTIZED,
                TensorProto.DataType.INT8_VALUE,
                matrix ? quantizer.transposed() : quantizer.values(),
                matrix ? new long[] {shape[1], shape[0]} : shape));
        int outputs = quantizer.scales().length;
        result.addInitializer(Tensors.ofFloats(name + ".scale", quantizer.scales(), outputs));
        result.addInitializer(Tensors.of(name + ".zero", TensorProto.DataType.INT8_VALUE, new byte[outputs], outputs));
        node("DequantizeLinear", output, List.of(name + QUANTIZED, name + ".scale", name + ".zero"), output, axis);
        return output;
    }

    private String bias(String name, ChannelQuantizer quantizer, ActivationRange input) {
        int[] rounded = quantizer.bias(Tensors.floats(weights.get(name)), input.scale());
        String output = name + DEQUANTIZED;
        if (rounded == null || dequantized.putIfAbsent(name, output) != null) {
            return name;
        }
        float[] scales = quantizer.scales().clone();
        for (int c = 0; c < scales.length; c++) {
            scales[c] *= input.scale();
        }
        result.addInitializer(Tensors.ofInts(name + QUANTIZED, rounded, rounded.length));
        result.addInitializer(Tensors.ofFloats(name + ".scale", scales, scales.length));
        node("DequantizeLinear", output, List.of(name + QUANTIZED, name + ".scale"), output, 0);
        return output;
    }

    private void node(String operator, String name, List<String> inputs, String output, int axis) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(output);
        if (axis >= 0) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(axis));
        }
        result.addNode(node);
    }

    /** Weights that only their eight bits are needed of, and what turned them. */
    private void dropUnused() {
        Set<String> read = readValues();
        List<NodeProto> kept = new ArrayList<>();
        for (NodeProto node : result.getNodeList()) {
            if (!turned.containsKey(node.getOutput(0)) || read.contains(node.getOutput(0))) {
                kept.add(node);
            }
        }
        result.clearNode().addAllNode(kept);
        Set<String> needed = readValues();
        weights.values().stream()
                .filter(weight -> needed.contains(weight.getName()))
                .forEach(result::addInitializer);
    }

    private Set<String> readValues() {
        Set<String> read = new HashSet<>();
        result.getNodeList().forEach(node -> read.addAll(node.getInputList()));
        return read;
    }
}
