package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.model.ModelSpec;
import org.idem.protocol.ExportOptions;
import org.idem.protocol.ExportOptions.Format;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which weights leave a run: those that were trained, or their moving average. */
class ExportMainTest {
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    private RunDirectory run(String... keys) throws IOException {
        return SavedRun.in(folder, keys).run();
    }

    /** A checkpoint of a network whose average is another network. */
    private static float[][] save(RunDirectory run, boolean averaged) {
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 16, SIDE, List.of(0, 0, 0, 0), 1);
        float[][] embeddings = new SavedRun(run).save(spec, averaged, image());
        return new float[][] {unit(embeddings[0]), unit(embeddings[1])};
    }

    /** Networks that were not trained give short vectors. */
    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float[] unit = vector.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) Math.sqrt(squares);
        }
        return unit;
    }

    private static float[] image() {
        float[] image = new float[3 * SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i);
        }
        return image;
    }

    private Request.Export request(RunDirectory run, boolean average) {
        return new Request.Export(run.path(), "latest", average, folder.resolve("model" + average + ".onnx"), true);
    }

    private float[] exported(RunDirectory run, boolean average) {
        Request.Export request = request(run, average);
        Reply.Exported exported = assertInstanceOf(Reply.Exported.class, ExportMain.handle(request, Progress.NONE));
        assertEquals(request.file(), exported.file());
        assertEquals(Request.Export.LEAST_CROPS, exported.parity().crops());
        assertTrue(exported.parity().minCosine() > 0.9999);
        try (OnnxEmbedder embedder = OnnxEmbedder.load(exported.file())) {
            return unit(embedder.embed(image(), 1));
        }
    }

    @Test
    void theAverageLeavesWhereItIsAskedFor() throws IOException {
        RunDirectory run = run("EMA={}");
        float[][] expected = save(run, true);
        assertArrayEquals(expected[0], exported(run, false), 1e-3f);
        assertArrayEquals(expected[1], exported(run, true), 1e-3f);
        float apart = 0;
        for (int i = 0; i < expected[0].length; i++) {
            apart = Math.max(apart, Math.abs(expected[0][i] - expected[1][i]));
        }
        assertTrue(apart > 0.1, "the networks differ by " + apart);
    }

    @Test
    void theConfigMayAskForIt() throws IOException {
        RunDirectory run = run("EMA={}", "Export.weights=average");
        float[][] expected = save(run, true);
        assertArrayEquals(expected[1], exported(run, false), 1e-3f);
    }

    @Test
    void whereThereIsNoneItIsRefused() throws IOException {
        RunDirectory run = run();
        save(run, false);
        Request.Export request = request(run, true);
        assertThrows(InputException.class, () -> ExportMain.handle(request, Progress.NONE));
        assertTrue(Files.notExists(request.file()));
    }

    @Test
    void aProofByFewCropsIsRefused() throws IOException {
        RunDirectory run = run();
        Request.Export few = new Request.Export(run.path(), "latest", false, folder.resolve("few.onnx"), false, 8);
        InputException refused = assertThrows(InputException.class, () -> ExportMain.handle(few, Progress.NONE));
        assertTrue(refused.getMessage().contains("at least 256"), refused.getMessage());
    }

    private static ExportOptions options(Format format, int opset, int batch, Path calibration) {
        return new ExportOptions(format, Precision.FP32, calibration, batch, opset, false, null, List.of());
    }

    /** Only eight bits are calibrated; other sets and batches are none. */
    @Test
    void optionsThatMakeNoFileAreRefused() throws IOException {
        RunDirectory run = run();
        save(run, false);
        ModelSource model = ModelSource.ofRun(run.path(), "latest");
        for (ExportOptions wrong : List.of(
                options(Format.ONNX, 10, 0, null),
                options(Format.ONNX, 22, 0, null),
                options(Format.ONNX, 0, -1, null),
                options(Format.ONNX, 0, 0, folder),
                options(Format.PT, 17, 0, null))) {
            Request request = new Request.Export(model, folder.resolve("wrong.onnx"), false, wrong);
            assertThrows(InputException.class, () -> ExportMain.handle(request, Progress.NONE), wrong.toString());
        }
        assertTrue(Files.notExists(folder.resolve("wrong.onnx")));
    }

    /** The trained network takes RGB: a file that says otherwise is no use. */
    @Test
    void anInputThatTheNetworkWasNotTrainedWithFailsTheProof() throws IOException {
        RunDirectory run = run();
        save(run, false);
        InputOptions bgr = new InputOptions(null, "bgr", null, null);
        ModelSource model = new ModelSource(run.path(), "latest", false, "", bgr);
        Request request = new Request.Export(model, folder.resolve("bgr.onnx"), false, ExportOptions.USUAL);
        Reply.Failure failure = assertInstanceOf(Reply.Failure.class, ExportMain.handle(request, Progress.NONE));
        assertTrue(failure.message().contains("the channels are swapped"), failure.message());
        assertTrue(Files.notExists(folder.resolve("bgr.onnx")));
    }

    @Test
    void weightsOfARunLeaveAndComeBackAsAModel() throws IOException {
        RunDirectory run = run();
        save(run, false);
        Path weights = folder.resolve("w.pt");
        ModelSource model = ModelSource.ofRun(run.path(), "latest");
        Request request = new Request.Export(model, weights, false, options(Format.PT, 0, 0, null));
        Reply.Exported exported = assertInstanceOf(Reply.Exported.class, ExportMain.handle(request, Progress.NONE));
        assertTrue(
                exported.parity().from().contains("drawn faces (256)"),
                exported.parity().from());
        String card = Files.readString(exported.card());
        assertTrue(card.contains("The proof looked at drawn faces"), card);
        assertTrue(card.contains("```yaml") && card.contains("MobileFaceNet_small"), card);
        InputException again = assertThrows(InputException.class, () -> ExportMain.handle(request, Progress.NONE));
        assertTrue(again.getMessage().contains("--force"), again.getMessage());
    }
}
