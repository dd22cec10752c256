package org.idem.ui.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.idem.core.Progress;
import org.idem.ui.folder.FolderContents;
import org.idem.ui.folder.FolderSurvey;

/**
 * What the start page shows of the disk, as it was read at one moment.
 *
 * @param folder the folder of the workbench
 * @param found what is in it
 * @param recent other folders that were opened and are still there, the latest first
 */
record StartContents(Path folder, FolderContents found, List<Path> recent) {
    /** Reads it; takes as long as the folder's survey. */
    static StartContents read(Path folder, List<Path> recent, Progress progress) {
        return new StartContents(
                folder,
                FolderSurvey.of(folder, progress),
                recent.stream()
                        .filter(path -> !path.equals(folder) && Files.isDirectory(path))
                        .toList());
    }

    /** A path as the user knows it: relative to the folder where it is in there. */
    String shown(Path path) {
        return path.startsWith(folder) && !path.equals(folder)
                ? folder.relativize(path).toString()
                : path.toString();
    }
}
