package org.idem.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph under construction in ONNX Runtime, with any of its values as outputs. */
final class RuntimeSession implements AutoCloseable {
    private final OrtEnvironment environment = OnnxLibraries.environment();
    private final OrtSession session;
    private final int size;

    /**
     * Loads a graph.
     *
     * @param values names of values that are outputs, too
     * @param size side of its images in pixels
     */
    RuntimeSession(ModelProto model, List<String> values, int size) {
        this.size = size;
        ModelProto.Builder whole = model.toBuilder();
        for (String value : values) {
            whole.getGraphBuilder()
                    .addOutput(ValueInfoProto.newBuilder()
                            .setName(value)
                            .setType(TypeProto.newBuilder()
                                    .setTensorType(TypeProto.Tensor.newBuilder()
                                            .setElemType(TensorProto.DataType.FLOAT_VALUE))));
        }
        try {
            session = environment.createSession(whole.build().toByteArray(), new OrtSession.SessionOptions());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not load the graph: " + e.getMessage(), e);
        }
    }

    /** All outputs by name. */
    Map<String, float[]> run(float[] chw, int n) {
        try (OnnxTensor images =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(chw), new long[] {n, 3, size, size});
                OrtSession.Result result = session.run(Map.of(OnnxModelBuilder.INPUT, images))) {
            Map<String, float[]> outputs = new LinkedHashMap<>();
            result.forEach(entry -> {
                FloatBuffer values = ((OnnxTensor) entry.getValue()).getFloatBuffer();
                float[] copied = new float[values.remaining()];
                values.get(copied);
                outputs.put(entry.getKey(), copied);
            });
            return outputs;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not let go of the model", e);
        }
    }
}
