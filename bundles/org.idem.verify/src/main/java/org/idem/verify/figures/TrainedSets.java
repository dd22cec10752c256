package org.idem.verify.figures;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import org.idem.run.query.ConfigValues;

/** The sets that the model of an evaluation was trained on, as far as its run is known. */
public final class TrainedSets {
    private static final String SET = "DataLoader.Train.dataset.cls_label_path";

    private TrainedSets() {}

    /** The set of the run whose evaluation it is; none where its scores are not kept in a run. */
    public static List<Path> of(Evaluation evaluation) {
        Path folder = evaluation.scores() == null ? null : evaluation.scores().getParent();
        Path run = folder == null ? null : folder.getParent();
        return run != null && RunDirectory.isRun(run) ? of(RunDirectory.open(run)) : List.of();
    }

    /** The set that a run was trained on, as its config names it. */
    public static List<Path> of(RunDirectory run) {
        String named = ConfigValues.read(run.configFile()).get(SET);
        try {
            return named == null ? List.of() : List.of(Path.of(named));
        } catch (InvalidPathException e) {
            return List.of();
        }
    }
}
