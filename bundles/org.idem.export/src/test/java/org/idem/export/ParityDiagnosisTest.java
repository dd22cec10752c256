package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.idem.core.Progress;
import org.idem.input.transform.TransformPipeline;
import org.idem.model.TensorSpec;
import org.idem.verify.Embedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof that fails says why. */
class ParityDiagnosisTest {
    @TempDir
    private Path folder;

    private String failure(OnnxExport.Source source, Crops crops) {
        Path file = folder.resolve("model.onnx");
        ParityException failed = assertThrows(
                ParityException.class, () -> new OnnxExport(file, false, 17).run(source, crops, Progress.NONE));
        assertTrue(Files.notExists(file));
        return failed.getMessage();
    }

    private static TinyNetwork network() {
        return new TinyNetwork("MobileFaceNet_small", 16, List.of(0, 1, 1, 1));
    }

    private static Origin saying(String order, String scale, String mean, String std) {
        Origin origin = TinyNetwork.origin();
        return new Origin(
                origin.run(),
                origin.step(),
                origin.checkpointHash(),
                new Preprocessing(order, 32, scale, mean, std),
                true,
                origin.evaluations(),
                Map.of());
    }

    @Test
    void channelsThatTheFileNamesWrongly() {
        try (TinyNetwork network = network()) {
            Origin wrong = saying("BGR", "0.00392156862745098", "0.5, 0.5, 0.5", "0.5, 0.5, 0.5");
            String message = failure(network.source(wrong), network.crops(8));
            assertTrue(
                    message.contains("Probable cause: the channels are swapped: the file computes with RGB"), message);
            assertFalse(message.contains("mean and scale"), message);
        }
    }

    @Test
    void channelsThatAreSwappedInTheWeights() {
        try (TinyNetwork network = network()) {
            Map<String, float[]> weights = network.weights();
            TensorSpec first = network.source().graph().tensors().get(0);
            float[] swapped = weights.get(first.name()).clone();
            int plane = (int) (first.shape()[2] * first.shape()[3]);
            for (int o = 0; o < first.shape()[0]; o++) {
                for (int i = 0; i < plane; i++) {
                    int red = 3 * o * plane + i;
                    float held = swapped[red];
                    swapped[red] = swapped[red + 2 * plane];
                    swapped[red + 2 * plane] = held;
                }
            }
            weights.put(first.name(), swapped);
            String message = failure(network.source(weights), network.crops(8));
            assertTrue(
                    message.contains("Probable cause: the channels are swapped: the file computes with BGR"), message);
        }
    }

    @Test
    void aNormalizationThatTheFileNamesWrongly() {
        try (TinyNetwork network = network()) {
            Origin wrong = saying("RGB", "0.00392156862745098", "0.485, 0.456, 0.406", "0.229, 0.224, 0.225");
            String message = failure(network.source(wrong), network.crops(8));
            assertTrue(
                    message.contains(
                            "Probable cause: mean and scale: the file computes with (sample / 255 - 0.5) / 0.5"),
                    message);
            assertFalse(message.contains("swapped"), message);
        }
    }

    @Test
    void bothAtOnce() {
        try (TinyNetwork network = network()) {
            String message = failure(network.source(saying("BGR", "1.0", "0.0", "1.0")), network.crops(8));
            assertTrue(message.contains("channels are swapped") && message.contains("mean and scale"), message);
        }
    }

    @Test
    void aLayoutThatIsTurned() {
        try (TinyNetwork network = network()) {
            Embedder trained = network.trained();
            String found = ParityDiagnosis.find(
                    network.crops(8).pictures(),
                    PictureEmbedding.of(network.crops(8).pictures(), trained),
                    new Turned(trained),
                    TinyNetwork.preprocessing());
            assertTrue(found.contains("rows and columns change places"), found);
        }
    }

    @Test
    void otherCausesAreNotPutDownToTheInput() {
        try (TinyNetwork network = network()) {
            Map<String, float[]> weights = network.weights();
            List<String> names = List.copyOf(weights.keySet());
            String name = names.get(names.size() / 2);
            float[] corrupted = weights.get(name).clone();
            java.util.Arrays.fill(corrupted, 3);
            weights.put(name, corrupted);
            String message = failure(network.source(weights), network.crops(8));
            assertTrue(message.contains("weights or operators differ"), message);
            assertFalse(message.contains("Probable cause"), message);
        }
    }

    /** A network that takes rows for columns. */
    private record Turned(Embedder model) implements Embedder {
        @Override
        public int dim() {
            return model.dim();
        }

        @Override
        public int inputSize() {
            return model.inputSize();
        }

        @Override
        public TransformPipeline transforms() {
            return model.transforms();
        }

        @Override
        public float[] embed(float[] chw, int n) {
            int size = inputSize();
            float[] turned = new float[chw.length];
            for (int plane = 0; plane < 3 * n; plane++) {
                for (int i = 0; i < size * size; i++) {
                    turned[plane * size * size + i] = chw[plane * size * size + i % size * size + i / size];
                }
            }
            return model.embed(turned, n);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
