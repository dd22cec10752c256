package org.idem.ui.newconfig;

import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.plan.template.MeasuredPairs;
import org.idem.plan.template.MeasuredSet;
import org.idem.plan.template.NewConfig;
import org.idem.plan.template.NewConfigFile;

/**
 * The chosen sets as they are on the disk.
 *
 * @param set trains
 * @param pairs verify
 * @param file a name for the config that no file has
 */
record MeasuredData(MeasuredSet set, List<MeasuredPairs> pairs, Path file) {
    /**
     * Opens the sets; takes as long as their indexes take to read.
     *
     * @throws InputException if one of them is none
     */
    static MeasuredData read(Path folder, Path set, List<Path> pairs) {
        MeasuredSet measured = MeasuredSet.read(set);
        return new MeasuredData(
                measured,
                pairs.stream().map(MeasuredData::pairs).toList(),
                NewConfigFile.free(folder, NewConfig.runName(NewConfigFile.nameOf(set))));
    }

    /** Of several sets the message has to say which one is meant. */
    private static MeasuredPairs pairs(Path path) {
        try {
            return MeasuredPairs.read(path);
        } catch (InputException e) {
            Problem problem = e.problems().get(0);
            String message = path.getFileName() + ": " + problem.message();
            throw new InputException(Problem.error(path, "", message, problem.remedy()));
        }
    }

    /** {@code 8,000 images of 400 identities, pictures of 112 x 112 pixels}. */
    String describe() {
        String text = Units.count(set.size().images()) + " images of "
                + Units.count(set.size().identities()) + " identities";
        String pictures = set.pictures().toString();
        return pictures.isEmpty() ? text : text + ", pictures of " + pictures + " pixels";
    }
}
