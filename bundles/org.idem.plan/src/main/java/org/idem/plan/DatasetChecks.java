package org.idem.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.idem.config.ExperimentConfig;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.check.PictureSizes;

/** What is unusual about the files of a training set and need not be meant; its labels are {@link TrainingPlan#check}'s. */
public final class DatasetChecks {
    private static final Set<String> RESIZING = Set.of("ResizeImage", "RandCropImage");

    private DatasetChecks() {}

    /**
     * Returns warnings that name the set: what is left out of it, and pictures of another size than the network takes where
     * the config does not ask for that. Decodes some pictures.
     */
    public static List<Problem> warnings(ExperimentConfig config, ImageDataset set) {
        List<Problem> warnings = new ArrayList<>();
        set.notes().forEach(note -> warnings.add(warning(set, note, "")));
        boolean resized =
                config.train().transforms().stream().anyMatch(transform -> RESIZING.contains(transform.name()));
        if (!resized) {
            pictureSizes(config, set, warnings);
        }
        return warnings;
    }

    /** Crops of another size than the network's lose detail or gain none; nobody should find that out later. */
    private static void pictureSizes(ExperimentConfig config, ImageDataset set, List<Problem> warnings) {
        PictureSizes sizes = PictureSizes.of(set);
        int side = config.model().inputSize();
        if (sizes.read() > 0 && !sizes.areAll(side)) {
            String message = "Pictures are " + sizes + " pixels, the network takes " + side + " x " + side
                    + ": they are resized";
            warnings.add(warning(set, message, "align and crop the faces to that size, or ask for ResizeImage"));
        }
    }

    private static Problem warning(ImageDataset set, String message, String remedy) {
        return new Problem(Problem.Severity.WARNING, set.path(), 0, 0, "", message, remedy);
    }
}
