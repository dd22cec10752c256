package org.idem.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.model.ModelSpec;
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

/** A run with one checkpoint, as a training leaves it; its data have moved away. */
public record SavedRun(RunDirectory run) {
    /** Step of the checkpoint. */
    public static final int STEP = 7;

    /** Makes a run without a checkpoint in a folder. */
    public static SavedRun in(Path folder, String... keys) throws IOException {
        Path file = Path.of(System.getProperty("idem.root"), "configs", "quickstart.yaml");
        List<String> overrides = new ArrayList<>(List.of(keys));
        overrides.add("DataLoader.Train.dataset.cls_label_path=" + folder.resolve("moved.rec"));
        overrides.add("DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("moved.bin"));
        LoadedConfig config = ConfigReader.parse(file, Files.readString(file), overrides);
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "saved", Clock.systemUTC());
        run.writeConfig(config.effectiveYaml(), config.origins());
        return new SavedRun(run);
    }

    /**
     * Saves the checkpoint of a network with initial weights.
     *
     * @param averaged whether it has a moving average, which is another network
     * @return what both networks make of an image
     */
    public float[][] save(ModelSpec spec, boolean averaged, float[] image) {
        CheckpointStore checkpoints = new CheckpointStore(run.checkpoints());
        Path staged = checkpoints.stage(STEP);
        try (Backbone network = Backbones.create(spec, true, 1);
                Backbone other = Backbones.create(spec, true, 2);
                SgdMomentum optimizer = new SgdMomentum(network.parameters(), WeightDecay.NONE, 0.9);
                MovingAverage average = new MovingAverage(
                        List.of(other.parameters().values(), other.parameters().statistics()), 0.9, true)) {
            average.initialize();
            Checkpoint checkpoint =
                    Checkpoint.writeInto(staged, ModelDescription.of(spec, true, ModelInput.USUAL), network, optimizer);
            if (averaged) {
                checkpoint.writeAverage(network, average);
            }
            checkpoint.seal(state(averaged));
            checkpoints.commit(staged, STEP);
            return new float[][] {network.embed(image, 1), other.embed(image, 1)};
        }
    }

    private static TrainerState state(boolean averaged) {
        return new TrainerState(
                new TrainingPosition(STEP, 1, STEP),
                new TrainerState.Division(9, 1, 2, 18, 3),
                new TrainerState.OptimizerProgress("Momentum", STEP, 0.1),
                RollbackState.NONE,
                1,
                "fp32",
                TrainerState.NO_BEST,
                0,
                Map.of(),
                null,
                averaged ? STEP : 0);
    }

    /** The checkpoint's folder. */
    public Path checkpoint() {
        return new CheckpointStore(run.checkpoints()).latest().orElseThrow();
    }
}
