package org.idem.export;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;

/** A network of an ONNX file in ONNX Runtime. */
public final class OnnxEmbedder implements Embedder {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxSignature signature;
    private final int dim;

    private OnnxEmbedder(OrtEnvironment environment, OrtSession session, OnnxSignature signature) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        int told = signature.dim();
        this.dim = told > 0 ? told : run(new float[3 * signature.size() * signature.size()], 1).length;
    }

    /**
     * Loads an ONNX file that makes one embedding of one image, batch by batch.
     *
     * @throws InputException if ONNX Runtime refuses it, or it is no such network
     */
    public static OnnxEmbedder load(Path file) {
        return load(file, 0);
    }

    /**
     * As {@link #load(Path)}, of a network that takes images of several sizes.
     *
     * @param size side of the images in pixels where the file leaves it open; 0 for what its metadata says, else 112
     */
    static OnnxEmbedder load(Path file, int size) {
        OrtEnvironment environment = OnnxLibraries.environment();
        OrtSession session = null;
        try {
            session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
            return new OnnxEmbedder(environment, session, OnnxSignature.of(file, session, size));
        } catch (OrtException e) {
            close(session);
            throw new InputException(
                    Problem.error(file, "", "ONNX Runtime does not load this file: " + e.getMessage(), ""));
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    @Override
    public int inputSize() {
        return signature.size();
    }

    @Override
    public int dim() {
        return dim;
    }

    /** As the file's metadata says; what it does not say is as Idem's recipes have it. */
    @Override
    public TransformPipeline transforms() {
        return Transforms.of(Preprocessing.read(metadata()).transforms(), inputSize())
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
        int batch = signature.batch();
        try {
            return batch == 0 || batch == n ? run(chw, n) : embedInParts(chw, n, batch);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    /** A network that takes so many images and no other number gets the last ones with empty images beside them. */
    private float[] embedInParts(float[] chw, int n, int batch) throws OrtException {
        int image = chw.length / n;
        float[] embeddings = new float[n * dim];
        for (int from = 0; from < n; from += batch) {
            int count = Math.min(batch, n - from);
            float[] part = Arrays.copyOf(Arrays.copyOfRange(chw, from * image, (from + count) * image), batch * image);
            System.arraycopy(run(part, batch), 0, embeddings, from * dim, count * dim);
        }
        return embeddings;
    }

    private float[] run(float[] chw, int n) throws OrtException {
        try (OnnxTensor images = input(chw, n);
                OrtSession.Result result = session.run(Map.of(signature.input(), images))) {
            FloatBuffer values = ((OnnxTensor) result.get(signature.output()).orElseThrow()).getFloatBuffer();
            float[] embeddings = new float[values.remaining()];
            values.get(embeddings);
            if (dim != 0 && embeddings.length != n * dim) {
                throw new IllegalStateException(
                        "The network made " + embeddings.length + " numbers of " + n + " images, not " + n * dim);
            }
            return embeddings;
        }
    }

    private OnnxTensor input(float[] chw, int n) throws OrtException {
        int side = signature.size();
        if (!signature.decoded()) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(chw), new long[] {n, 3, side, side});
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(chw.length);
        int plane = side * side;
        for (int image = 0; image < n; image++) {
            for (int pixel = 0; pixel < plane; pixel++) {
                for (int c = 0; c < 3; c++) {
                    pixels.put((byte) Math.round(chw[(image * 3 + c) * plane + pixel]));
                }
            }
        }
        return OnnxTensor.createTensor(environment, pixels.flip(), new long[] {n, side, side, 3}, OnnxJavaType.UINT8);
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not let go of the model", e);
        }
    }
}
