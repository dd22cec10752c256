package org.idem.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.Map;

/** What becomes of a graph after its operators are written: its batch, and what it tells about itself. */
final class OnnxForm {
    private OnnxForm() {}

    /** The same network that takes so many images at a time; any number where that is 0. */
    static ModelProto withBatch(ModelProto model, int batch) {
        if (batch == 0) {
            return model;
        }
        GraphProto.Builder graph = model.getGraph().toBuilder();
        graph.getInputBuilderList().forEach(value -> value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(batch));
        graph.getOutputBuilderList().forEach(value -> value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(batch));
        return model.toBuilder().setGraph(graph).build();
    }

    /**
     * Entries as the bytes of a message that has nothing else. Appended to those of a model they are part of it: a message is
     * the sum of its pieces, so that what was compared stays as it is to the bit.
     */
    static byte[] metadata(Map<String, String> entries) {
        ModelProto.Builder message = ModelProto.newBuilder();
        entries.forEach((key, value) -> message.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return message.buildPartial().toByteArray();
    }
}
