package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.data.image.Pixels;
import org.idem.model.ModelSpec;
import org.idem.protocol.InputContract;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the kind of a model, the same weights make the same embeddings, and what is said of inputs is done. */
class ModelLoaderTest {
    private static final int SIDE = 32;
    private static final String NETWORK = "MobileFaceNet_small";

    @TempDir
    private Path folder;

    private static float[] image() {
        float[] image = new float[3 * SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i);
        }
        return image;
    }

    private static ModelSource source(Path path, boolean average, String network, InputOptions input) {
        return new ModelSource(path, "latest", average, network, input);
    }

    private static InputOptions size(int size) {
        return new InputOptions(size, null, null, null);
    }

    private static float[] embed(ModelSource source) {
        try (LoadedModel model = ModelLoader.load(source)) {
            float[] embedding = model.embed(image(), 1);
            assertEquals(model.dim(), embedding.length);
            return embedding;
        }
    }

    private static void assertRefused(String part, ModelSource source) {
        InputException refused = assertThrows(InputException.class, () -> ModelLoader.load(source));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void aRunItsCheckpointACopyOfItAndItsWeightsAreOneModel() throws IOException {
        SavedRun saved = SavedRun.in(folder, "EMA={}");
        float[][] expected = saved.save(new ModelSpec(NETWORK, 512, SIDE, List.of(), 0), true, image());
        Path checkpoint = saved.checkpoint();
        Path copy = folder.resolve("copy");
        Files.createDirectory(copy);
        for (String name : checkpoint.toFile().list()) {
            Files.copy(checkpoint.resolve(name), copy.resolve(name));
        }
        Path weights = Files.copy(checkpoint.resolve("backbone.safetensors"), folder.resolve("weights.safetensors"));
        for (Path path : List.of(saved.run().path(), checkpoint, copy)) {
            assertArrayEquals(expected[0], embed(ModelSource.of(path)), 1e-6f, path.toString());
            ModelSource average = source(path, true, "", InputOptions.NONE);
            assertArrayEquals(expected[1], embed(average), 1e-6f, path.toString());
        }
        assertArrayEquals(expected[0], embed(source(weights, false, NETWORK, size(SIDE))), 1e-6f);
        try (LoadedModel model = ModelLoader.load(ModelSource.of(checkpoint))) {
            assertEquals(SavedRun.STEP, model.origin().step());
            assertEquals(InputContract.METADATA, model.input().from());
            assertEquals(64, model.origin().hash().length());
        }
    }

    @Test
    void weightsOfAnotherNetworkOrWithoutAPartAreRefused() throws IOException {
        SavedRun saved = SavedRun.in(folder);
        saved.save(new ModelSpec(NETWORK, 16, SIDE, List.of(), 0), false, image());
        Path weights = saved.checkpoint().resolve("backbone.safetensors");
        assertRefused("does not say which network", source(weights, false, "", size(SIDE)));
        assertRefused("no network 'r51'", source(weights, false, "r51", size(SIDE)));
        assertRefused("another network", source(weights, false, "r50", size(SIDE)));
        assertRefused("multiple of 16", source(weights, false, NETWORK, size(30)));
        assertRefused("moving average", source(weights, true, NETWORK, size(SIDE)));
        assertRefused("takes images of 32 pixels", source(saved.run().path(), false, "", size(112)));
        assertRefused("EMA", source(saved.run().path(), true, "", InputOptions.NONE));
        assertRefused("no such file", ModelSource.of(folder.resolve("none.onnx")));
        assertRefused("no such file", source(folder.resolve("none.pt"), false, NETWORK, InputOptions.NONE));
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "this is no protobuf");
        assertRefused("ONNX Runtime does not load", ModelSource.of(garbage));
    }

    @Test
    void anOnnxFileIsAModelWhateverBatchItTakes() throws IOException {
        Path file = folder.resolve("model.onnx");
        try (TinyNetwork network = new TinyNetwork(NETWORK, 16, List.of(0, 1, 0, 0))) {
            new OnnxExport(file, false, 13).run(network.source(), network.crops(9), Progress.NONE);
        }
        float[] expected = embed(ModelSource.of(file));
        Path fixed = Files.write(folder.resolve("fixed.onnx"), withBatch(file, 2));
        float[] three = new float[3 * image().length];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(image(), 0, three, i * image().length, image().length);
        }
        try (LoadedModel model = ModelLoader.load(ModelSource.of(fixed))) {
            float[] embeddings = model.embed(three, 3);
            assertEquals(3 * 16, embeddings.length);
            assertArrayEquals(expected, Arrays.copyOfRange(embeddings, 32, 48), 1e-5f);
            assertEquals(InputContract.METADATA, model.input().from());
            assertEquals(12, model.origin().step());
        }
    }

    /** The same network for a number of images that is fixed, without metadata. */
    private static byte[] withBatch(Path file, int batch) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(batch);
        return model.build().toByteArray();
    }

    @Test
    void aFileThatSaysNothingIsFedAsUsualAndAsToldOtherwise() throws IOException {
        Path file = folder.resolve("model.onnx");
        try (TinyNetwork network = new TinyNetwork(NETWORK, 16, List.of(0, 1, 0, 0))) {
            new OnnxExport(file, false, 13).run(network.source(), network.crops(9), Progress.NONE);
        }
        ModelProto bare = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
                .clearMetadataProps()
                .build();
        Path silent = Files.write(folder.resolve("silent.onnx"), bare.toByteArray());
        List<Double> half = List.of(0.5, 0.5, 0.5);
        Pixels red = new Pixels(1, 1, new byte[] {(byte) 255, 0, 51});
        try (LoadedModel usual = ModelLoader.load(ModelSource.of(silent))) {
            assertEquals(new InputContract(SIDE, "rgb", half, half, InputContract.DEFAULT), usual.input());
            assertArrayEquals(new float[] {1, -1, -0.6f}, firstPixel(usual, red), 1e-5f);
        }
        InputOptions options = new InputOptions(SIDE, "bgr", List.of(0.0), List.of(1.0, 0.5, 1.0));
        try (LoadedModel told = ModelLoader.load(source(silent, false, "", options))) {
            assertEquals(
                    new InputContract(SIDE, "bgr", List.of(0.0, 0.0, 0.0), List.of(1.0, 0.5, 1.0), "option"),
                    told.input());
            assertArrayEquals(new float[] {0.2f, 0, 1}, firstPixel(told, red), 1e-5f);
        }
        assertRefused("no order of channels", source(silent, false, "", new InputOptions(null, "gbr", null, null)));
        assertRefused("divided", source(silent, false, "", new InputOptions(null, null, null, List.of(0.0))));
        assertRefused("nor three", source(silent, false, "", new InputOptions(null, null, List.of(1.0, 2.0), null)));
    }

    private static float[] firstPixel(LoadedModel model, Pixels picture) {
        float[] out = new float[3 * SIDE * SIDE];
        model.transforms().apply(picture, 0, out, 0);
        return new float[] {out[0], out[SIDE * SIDE], out[2 * SIDE * SIDE]};
    }
}
