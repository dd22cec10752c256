package org.idem.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.model.ModelSpec;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.optim.MovingAverage;
import org.idem.train.optim.SgdMomentum;
import org.idem.train.optim.WeightDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which weights leave a run: those that were trained, or their moving average. */
class ExportMainTest {
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    private RunDirectory run(String... keys) throws IOException {
        Path file = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
        List<String> overrides = new ArrayList<>(List.of(keys));
        overrides.add("DataLoader.Train.dataset.cls_label_path=" + folder.resolve("moved.rec"));
        overrides.add("DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("moved.bin"));
        LoadedConfig config = ConfigReader.parse(file, Files.readString(file), overrides);
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "averaged", Clock.systemUTC());
        run.writeConfig(config.effectiveYaml(), config.origins());
        return run;
    }

    /** A checkpoint of a network whose average is another network. */
    private static float[][] save(RunDirectory run, boolean averaged) {
        ModelSpec spec = new ModelSpec("MobileFaceNet_small", 16, SIDE, List.of(0, 0, 0, 0), 1);
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        Path staged = checkpoints.stage(7);
        try (Backbone network = Backbones.create(spec, true, 1);
                Backbone other = Backbones.create(spec, true, 2);
                SgdMomentum optimizer = new SgdMomentum(network.parameters(), WeightDecay.NONE, 0.9);
                MovingAverage average = new MovingAverage(
                        List.of(other.parameters().values(), other.parameters().statistics()), 0.9, true)) {
            average.initialize();
            Checkpoint checkpoint =
                    Checkpoint.writeInto(staged, ModelDescription.of(spec, true, List.of()), network, optimizer);
            if (averaged) {
                checkpoint.writeAverage(network, average);
            }
            checkpoint.seal(new TrainerState(
                    new TrainingPosition(7, 1, 7),
                    new TrainerState.Division(9, 1, 2, 18, 3),
                    new TrainerState.OptimizerProgress("Momentum", 7, 0.1),
                    RollbackState.NONE,
                    1,
                    "fp32",
                    TrainerState.NO_BEST,
                    0,
                    Map.of(),
                    null,
                    averaged ? 7 : 0));
            checkpoints.commit(staged, 7);
            return new float[][] {unit(network.embed(image(), 1)), unit(other.embed(image(), 1))};
        }
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
}
