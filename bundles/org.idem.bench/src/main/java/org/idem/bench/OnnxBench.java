package org.idem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.idem.export.OnnxEmbedder;
import org.idem.faces.GeneratedFaces;
import org.idem.input.transform.TransformPipeline;
import org.idem.protocol.JsonLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether an exported file says the same in OpenCV DNN as in ONNX Runtime, in batches whose size changes. */
@Command(
        name = "onnx",
        description = "An exported file in OpenCV DNN beside ONNX Runtime, in batches whose size changes.",
        mixinStandardHelpOptions = true)
final class OnnxBench implements Callable<Integer> {
    private static final double LEAST_COSINE = 0.9999;
    private static final long SEED = 21;

    @Option(names = "--model", required = true, description = "The exported file.")
    private Path model;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "1,3,2,7,1",
            description = "Batch sizes, one after the other (${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(names = "--peer-python", required = true, description = "Python that has OpenCV.")
    private Path python;

    @Option(names = "--peer-script", required = true, description = "Script that embeds with OpenCV DNN.")
    private Path script;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        Path images = Files.createTempFile("idem-onnx", ".f32");
        try (OnnxEmbedder embedder = OnnxEmbedder.load(model)) {
            int total = sizes.stream().mapToInt(Integer::intValue).sum();
            float[] inputs = drawn(total, embedder.inputSize(), embedder.transforms());
            ByteBuffer bytes = ByteBuffer.allocate(inputs.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(inputs);
            Files.write(images, bytes.array());
            return compare(embedder, inputs, peer(images, embedder.inputSize()));
        } finally {
            Files.deleteIfExists(images);
        }
    }

    private static float[] drawn(int count, int side, TransformPipeline transforms) {
        GeneratedFaces faces = new GeneratedFaces(SEED, side);
        int each = 3 * side * side;
        float[] inputs = new float[count * each];
        for (int person = 0; person < count; person++) {
            transforms.apply(faces.draw(person, 0), 0, inputs, person * each);
        }
        return inputs;
    }

    private Map<String, JsonNode> peer(Path images, int side) {
        String list = sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new Peer(python, script)
                .run(List.of(
                        "--model", model.toString(),
                        "--images", images.toString(),
                        "--side", Integer.toString(side),
                        "--sizes", list));
    }

    private int compare(OnnxEmbedder embedder, float[] inputs, Map<String, JsonNode> peer) {
        boolean same = true;
        int at = 0;
        for (int call = 0; call < sizes.size(); call++) {
            int size = sizes.get(call);
            int each =
                    inputs.length / sizes.stream().mapToInt(Integer::intValue).sum();
            float[] batch = Arrays.copyOfRange(inputs, at * each, (at + size) * each);
            at += size;
            JsonNode line = peer.get(Integer.toString(call));
            double cosine = leastCosine(embedder.embed(batch, size), line.path("embeddings"), embedder.dim());
            same &= cosine >= LEAST_COSINE;
            report(size, cosine, line);
        }
        return same ? 0 : 1;
    }

    private static double leastCosine(float[] ours, JsonNode theirs, int dim) {
        if (theirs.size() != ours.length) {
            return -1;
        }
        double least = 1;
        for (int row = 0; row < ours.length; row += dim) {
            double product = 0;
            double a = 0;
            double b = 0;
            for (int i = row; i < row + dim; i++) {
                double other = theirs.get(i).asDouble();
                product += ours[i] * other;
                a += (double) ours[i] * ours[i];
                b += other * other;
            }
            double cosine = product / Math.sqrt(a * b);
            least = Double.isNaN(cosine) ? -1 : Math.min(least, cosine);
        }
        return least;
    }

    private void report(int size, double cosine, JsonNode line) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("bench", "onnx");
        told.put("peer", "OpenCV " + line.path("version").asText());
        told.put("batch", size);
        told.put("min_cosine", cosine);
        out.println(JsonLines.format(told));
    }
}
