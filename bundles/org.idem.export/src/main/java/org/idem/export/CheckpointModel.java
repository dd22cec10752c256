package org.idem.export;

import java.nio.file.Path;
import java.util.List;
import org.idem.config.EmaConfig;
import org.idem.config.ExperimentConfig;
import org.idem.protocol.InputContract;
import org.idem.protocol.ModelSource;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.embed.BackboneEmbedder;

/**
 * A checkpoint as a model.
 *
 * @param checkpoint its folder
 * @param run the run that it is in; null for one that was copied from there
 * @param config of the run; null where there is none
 */
record CheckpointModel(Checkpoint checkpoint, RunDirectory run, ExperimentConfig config) {

    /**
     * Loads the trained weights or their average.
     *
     * @param usual whether it is the average where the user does not ask for it
     */
    LoadedModel load(ModelSource source, boolean usual) {
        boolean average = source.average() || usual;
        ModelDescription described = checkpoint.model();
        ModelLoader.requireSize(source, described.inputSize());
        ModelInput input =
                ModelInput.of(described.transforms(), described.inputSize(), InputContract.METADATA, source.input());
        Path folder = checkpoint.folder();
        return new LoadedModel(
                average ? BackboneEmbedder.loadAverage(folder) : BackboneEmbedder.load(folder), input, origin(average));
    }

    /** Whether the run exports the average of the weights unless somebody says otherwise. */
    boolean exportsAverage() {
        return config != null && config.export().average();
    }

    /** Whether the run itself verifies the average of the weights. */
    boolean verifiesAverage() {
        EmaConfig average = config == null ? null : config.average();
        return average != null && average.verifies(checkpoint.state().epoch());
    }

    private ModelOrigin origin(boolean average) {
        return new ModelOrigin(
                checkpoint.folder(),
                average ? checkpoint.averageFile() : checkpoint.weightsFile(),
                checkpoint.state().step(),
                config == null ? ModelOrigin.USUAL : config.metric(),
                MeasuredThreshold.of(evaluations(average)));
    }

    /** Those of these weights: thresholds of others would mislead. */
    List<Evaluation> evaluations(boolean average) {
        if (run == null || average != verifiesAverage()) {
            return List.of();
        }
        long step = checkpoint.state().step();
        return EvaluationStore.read(run).stream()
                .filter(evaluation -> evaluation.step() == step)
                .toList();
    }
}
