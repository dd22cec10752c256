package org.idem.data.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.format.ExcludedKeys;

/** Writes the keys of images that are not to be trained on: damaged ones, and of duplicates those that are too many. */
public final class ExcludeList {
    private ExcludeList() {}

    /**
     * Refuses a file that exists, before long work is done for it.
     *
     * @throws InputException if it exists
     */
    public static void requireNew(Path file) {
        if (Files.exists(file)) {
            throw new InputException(
                    Problem.error(file, "", "It exists; nothing is overwritten", "Give the name of a new file"));
        }
    }

    /**
     * Writes the keys of what a check found damaged, or unusual enough to be left out, into a new file.
     *
     * @param set the set that it is about, for the comment at its beginning
     * @return number of keys
     */
    public static int write(Path file, Path set, List<Finding> findings) {
        requireNew(file);
        Set<String> keys = new LinkedHashSet<>();
        for (Finding finding : findings) {
            if (finding.index() >= 0
                    && Unusual.of(finding.kind()).map(Unusual::excludes).orElse(true)) {
                keys.add(finding.key());
            }
        }
        String text = "# Images of " + set.getFileName() + " that are damaged or show what another one shows\n"
                + keys.stream().map(key -> ExcludedKeys.line(key) + "\n").collect(Collectors.joining());
        AtomicFiles.write(file, text);
        return keys.size();
    }
}
