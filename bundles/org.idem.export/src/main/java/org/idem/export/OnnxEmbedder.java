package org.idem.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;

/** An exported network in ONNX Runtime. */
public final class OnnxEmbedder implements Embedder {
    private final OrtEnvironment environment = OnnxLibraries.environment();
    private final OrtSession session;
    private final String input;
    private final int inputSize;
    private final int dim;

    private OnnxEmbedder(Path file) throws OrtException {
        this.session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
        this.input = session.getInputNames().iterator().next();
        long[] inputShape = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
        String output = session.getOutputNames().iterator().next();
        long[] outputShape = ((TensorInfo) session.getOutputInfo().get(output).getInfo()).getShape();
        this.inputSize = (int) inputShape[inputShape.length - 1];
        this.dim = (int) outputShape[outputShape.length - 1];
    }

    /**
     * Loads an ONNX file that makes one embedding of one image, batch by batch.
     *
     * @throws InputException if ONNX Runtime refuses it
     */
    public static OnnxEmbedder load(Path file) {
        try {
            return new OnnxEmbedder(file);
        } catch (OrtException e) {
            throw new InputException(
                    Problem.error(file, "", "ONNX Runtime does not load this file: " + e.getMessage(), ""));
        }
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int dim() {
        return dim;
    }

    /** As the file's metadata says; what it does not say is as Idem's recipes have it. */
    @Override
    public TransformPipeline transforms() {
        return Transforms.of(Preprocessing.read(metadata()).transforms(), inputSize)
                .deterministic();
    }

    /** What the file tells about itself. */
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime lost the metadata", e);
        }
    }

    @Override
    public float[] embed(float[] chw, int n) {
        long[] shape = {n, 3, inputSize, inputSize};
        try (OnnxTensor images = OnnxTensor.createTensor(environment, FloatBuffer.wrap(chw), shape);
                OrtSession.Result result = session.run(Map.of(input, images))) {
            float[] embeddings = new float[n * dim];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(embeddings);
            return embeddings;
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
