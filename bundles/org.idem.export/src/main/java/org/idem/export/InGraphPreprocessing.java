package org.idem.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * Puts mean, scale and layout in front of a network: it takes pictures as they are decoded then, uint8 [N, size, size, 3], in
 * the order of channels that it was trained with.
 */
final class InGraphPreprocessing {
    private static final String NORMALIZED = OnnxModelBuilder.INPUT + ".normalized";

    private InGraphPreprocessing() {}

    /** The same network with the preprocessing in front. */
    static ModelProto prepend(ModelProto model, Preprocessing input) {
        GraphProto graph = model.getGraph();
        GraphProto.Builder whole = graph.toBuilder().clearNode().clearInput();
        whole.addInput(pictures(graph.getInput(0)));
        OnnxNodes nodes = new OnnxNodes(whole);
        String cast = OnnxModelBuilder.INPUT + ".float";
        String scaled = OnnxModelBuilder.INPUT + ".scaled";
        String shifted = OnnxModelBuilder.INPUT + ".shifted";
        nodes.node(
                "Cast",
                cast,
                List.of(OnnxModelBuilder.INPUT),
                cast,
                OnnxNodes.integer("to", TensorProto.DataType.FLOAT_VALUE));
        nodes.node("Mul", scaled, List.of(cast, nodes.weight("input.factor", input.factors(), 3)), scaled);
        nodes.node("Add", shifted, List.of(scaled, nodes.weight("input.offset", input.offsets(), 3)), shifted);
        AttributeProto order = OnnxNodes.integers("perm", 0, 3, 1, 2);
        nodes.node("Transpose", NORMALIZED, List.of(shifted), NORMALIZED, order);
        for (NodeProto node : graph.getNodeList()) {
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(OnnxModelBuilder.INPUT)) {
                    changed.setInput(i, NORMALIZED);
                }
            }
            whole.addNode(changed);
        }
        return model.toBuilder().setGraph(whole).build();
    }

    /** N, height, width, channels. */
    private static ValueInfoProto pictures(ValueInfoProto planes) {
        TensorShapeProto shape = planes.getType().getTensorType().getShape();
        TensorShapeProto.Builder turned = TensorShapeProto.newBuilder()
                .addDim(shape.getDim(0))
                .addDim(shape.getDim(2))
                .addDim(shape.getDim(3))
                .addDim(shape.getDim(1));
        return ValueInfoProto.newBuilder()
                .setName(OnnxModelBuilder.INPUT)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.UINT8_VALUE)
                                .setShape(turned)))
                .build();
    }
}
