package org.idem.verify.figures;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.run.query.ConfigValues;

/**
 * The set that the model of an evaluation was trained on, as its run's config names it.
 *
 * @param set file or folder, which may be relative to the folder that the run was started in
 * @param imageRoot what the paths of a list are relative to, likewise; null where the list's own folder is
 */
public record TrainingData(Path set, Path imageRoot) {
    private static final String DATASET = "DataLoader.Train.dataset.";

    /** That of the run whose evaluation it is; empty where its scores are not kept in a run. */
    public static Optional<TrainingData> of(Evaluation evaluation) {
        Path folder = evaluation.scores() == null ? null : evaluation.scores().getParent();
        Path run = folder == null ? null : folder.getParent();
        return run != null && RunDirectory.isRun(run) ? of(RunDirectory.open(run)) : Optional.empty();
    }

    /** That of a run; empty where its config names none. */
    public static Optional<TrainingData> of(RunDirectory run) {
        Map<String, String> config = ConfigValues.read(run.configFile());
        return path(config.get(DATASET + "cls_label_path"))
                .map(set -> new TrainingData(
                        set, path(config.get(DATASET + "image_root")).orElse(null)));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(named -> !named.isBlank() && !named.equals("null"))
                    .map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
