package org.idem.ui.folder;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found in a folder, each list sorted by path.
 *
 * @param sets sets to train on: record files, image lists, folders of identities
 * @param pairs sets to verify on
 * @param configs configs, by content
 * @param whole whether everything was looked at; otherwise the folder holds more than a survey reads
 */
public record FolderContents(List<Path> sets, List<Path> pairs, List<Path> configs, boolean whole) {
    /** Nothing, as before a survey. */
    public static final FolderContents NOTHING = new FolderContents(List.of(), List.of(), List.of(), true);

    public FolderContents {
        sets = List.copyOf(sets);
        pairs = List.copyOf(pairs);
        configs = List.copyOf(configs);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return sets.isEmpty() && pairs.isEmpty() && configs.isEmpty();
    }
}
