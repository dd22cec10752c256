package org.idem.bench.fuzz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.idem.core.InputException;
import org.idem.fuzz.FuzzTarget;
import org.idem.fuzz.sample.Saved;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.run.Npy;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.SafetensorsFile;
import org.idem.train.checkpoint.SafetensorsWriter;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/** The readers of weights: files of others and checkpoints. */
final class WeightTargets {
    private static final List<Class<? extends Exception>> DOCUMENTED =
            List.of(InputException.class, UncheckedIOException.class);

    private static final float[] VALUES = {1, 2, 3, 4, 5, 6};
    private static final String STATE =
            """
            {"step":6,"epoch":2,"batch":2,"epochBatches":4,"seed":9,"world":2,"batchSize":8,"images":64,"classes":8,
            "precision":"fp32","optimizer":"AdamW","optimizerSteps":5,"rate":0.1,"best":0.75,"config":77,
            "head":{"mean":20.0},"lossScale":{"scale":512.0,"sound":3,"overflows":1},"averagedSteps":6,"rollbacks":1,
            "rateFactor":0.5}""";
    private static final String MODEL =
            """
            {"name":"MobileFaceNet_small","dim":32,"inputSize":32,"blocks":[0,1,1,1],"scale":1,"channelsLast":true,
            "transforms":[]}""";

    private WeightTargets() {}

    static Stream<FuzzTarget> all() {
        Saved zip = new Saved();
        Object zipped = zip.zip(Map.of("a", zip.torch(VALUES, 2, 3), "b", zip.torch(VALUES, 6)));
        Saved old = new Saved();
        byte[] older = old.old(Map.of("a", old.torch(VALUES, 2, 3)));
        Map<String, Object> paddle = Map.of("fc.weight", Saved.paddleTensor(VALUES, 2, 3));
        return Stream.of(
                weights("torch-zip", (byte[]) zipped),
                weights("torch-old", older),
                weights("paddle-2", Saved.paddle(2, paddle)),
                weights("paddle-4", Saved.paddle(4, paddle)),
                weights("safetensors", safetensors()),
                new FuzzTarget("npy", npy(), DOCUMENTED, WeightTargets::readArrays),
                new FuzzTarget("checkpoint", checkpoint(), DOCUMENTED, WeightTargets::readCheckpoint),
                new FuzzTarget("checkpoint-forged", checkpoint(), DOCUMENTED, folder -> {
                    writeManifest(folder);
                    readCheckpoint(folder);
                }),
                new FuzzTarget("checkpoint-model", model(), DOCUMENTED, WeightTargets::readModel));
    }

    private static FuzzTarget weights(String name, byte[] sound) {
        Graph graph = Graphs.graph(new ModelSpec("MobileFaceNet_small", 32, 32, List.of(), 0));
        return new FuzzTarget(name, Map.of("weights.bin", sound), DOCUMENTED, folder -> {
            Weights weights = Weights.open(folder.resolve("weights.bin"));
            try {
                StateDictMapping.of(weights, graph, 2).notes();
            } catch (InputException e) {
                if (!e.getMessage().contains("weights.bin")) {
                    throw e;
                }
            }
        });
    }

    private static byte[] safetensors() {
        return SampleFiles.writtenInto(folder -> new SafetensorsWriter()
                        .note("format", "pt")
                        .add("a", new long[] {2, 3}, (from, count) -> VALUES)
                        .add("b", new long[] {6}, (from, count) -> VALUES)
                        .write(folder.resolve("s")))
                .get("s");
    }

    private static Map<String, byte[]> npy() {
        return SampleFiles.writtenInto(folder -> {
            Npy.write(folder.resolve("floats.npy"), VALUES);
            Npy.write(folder.resolve("ints.npy"), new int[] {1, 2, 3});
            Npy.write(folder.resolve("booleans.npy"), new boolean[] {true, false});
        });
    }

    private static void readArrays(Path folder) {
        Npy.readFloats(folder.resolve("floats.npy"));
        Npy.readInts(folder.resolve("ints.npy"));
        Npy.readBooleans(folder.resolve("booleans.npy"));
    }

    private static Map<String, byte[]> checkpoint() {
        return SampleFiles.writtenInto(folder -> {
            SafetensorsWriter tensors = new SafetensorsWriter().add("a", new long[] {2, 3}, (from, count) -> VALUES);
            tensors.write(folder.resolve("backbone.safetensors"));
            tensors.write(folder.resolve("average.safetensors"));
            tensors.write(folder.resolve("optimizer.safetensors"));
            new SafetensorsWriter()
                    .addRows("weight", 2, 3, (from, count) -> VALUES)
                    .write(folder.resolve("centers-000000000-000000002.safetensors"));
            Files.writeString(folder.resolve("state.json"), STATE);
            writeManifest(folder);
        });
    }

    /** As whoever changes a file on purpose would. */
    private static void writeManifest(Path folder) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                CRC32C crc = new CRC32C();
                crc.update(Files.readAllBytes(file));
                String facts =
                        String.format(Locale.ROOT, "{\"bytes\":%d,\"crc32c\":%d}", Files.size(file), crc.getValue());
                lines.put(file.getFileName().toString(), facts);
            }
        }
        lines.remove("manifest.json");
        StringBuilder json = new StringBuilder();
        lines.forEach((name, facts) -> json.append(json.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(facts));
        Path manifest = folder.resolve("manifest.json");
        if (!Files.isDirectory(manifest)) {
            Files.write(manifest, json.append('}').toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, byte[]> model() {
        return Map.of("model.json", MODEL.getBytes(StandardCharsets.UTF_8));
    }

    /** Beside weights that are as long as those of the sound network. */
    private static void readModel(Path folder) throws IOException {
        try (RandomAccessFile weights =
                new RandomAccessFile(folder.resolve("backbone.safetensors").toFile(), "rw")) {
            weights.setLength(2 << 20);
        }
        writeManifest(folder);
        Checkpoint.at(folder).model().spec();
    }

    private static void readCheckpoint(Path folder) {
        Checkpoint checkpoint = Checkpoint.at(folder);
        checkpoint.state();
        checkpoint.weights();
        checkpoint.average();
        Weights.of(checkpoint);
        for (Path centers : checkpoint.centersFiles()) {
            try (SafetensorsFile file = SafetensorsFile.open(centers)) {
                file.names().forEach(file::read);
                file.readRows(Checkpoint.CENTERS_TENSOR, 0, 1);
            }
        }
    }
}
