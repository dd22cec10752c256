package org.idem.data.format;

import java.nio.file.Path;
import java.util.Locale;

/** What file names tell. */
final class FileNames {
    private FileNames() {}

    /** Whether the name has one of these endings, given in lower case with their dots; the name's case does not count. */
    static boolean hasEnding(Path path, String... endings) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a folder is the one that a file lies in. */
    static boolean isFolderOf(Path file, Path folder) {
        return folder.toAbsolutePath().equals(file.toAbsolutePath().getParent());
    }

    /** The name without its ending. */
    static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
