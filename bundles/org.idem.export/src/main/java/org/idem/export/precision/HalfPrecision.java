package org.idem.export.precision;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A graph that computes in half precision between its ends, which stay float32: weights are rounded to the nearest half, and
 * all operators take and give halves.
 */
public final class HalfPrecision {
    private static final String HALF = ".half";

    private HalfPrecision() {}

    /**
     * Converts.
     *
     * @param model one input and one output, both float32, with weights as raw data
     */
    public static ModelProto of(ModelProto model) {
        GraphProto graph = model.getGraph();
        String input = graph.getInput(0).getName();
        String output = graph.getOutput(0).getName();
        GraphProto.Builder half = graph.toBuilder().clearNode().clearInitializer();
        graph.getInitializerList().forEach(weight -> half.addInitializer(rounded(weight)));
        half.addNode(cast(input, input + HALF, TensorProto.DataType.FLOAT16_VALUE));
        for (NodeProto node : graph.getNodeList()) {
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                changed.setInput(i, renamed(node.getInput(i), input, output));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                changed.setOutput(i, renamed(node.getOutput(i), input, output));
            }
            half.addNode(changed);
        }
        half.addNode(cast(output + HALF, output, TensorProto.DataType.FLOAT_VALUE));
        return model.toBuilder().setGraph(half).build();
    }

    private static String renamed(String value, String input, String output) {
        return value.equals(input) || value.equals(output) ? value + HALF : value;
    }

    private static NodeProto cast(String from, String to, int type) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .setName("cast." + to)
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type))
                .build();
    }

    private static TensorProto rounded(TensorProto tensor) {
        if (!Tensors.isFloat(tensor)) {
            return tensor;
        }
        float[] values = Tensors.floats(tensor);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(HalfFloat.bits(value));
        }
        return Tensors.of(tensor.getName(), TensorProto.DataType.FLOAT16_VALUE, bytes.array(), Tensors.shape(tensor));
    }
}
