package org.idem.core;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Files whose reads and writes pass the page cache by, for bytes that are not soon needed again. */
public final class DirectFiles {
    /** Bytes that buffers, places and lengths of reads and writes must be multiples of. */
    public static final int PAGE = 4096;

    private DirectFiles() {}

    /**
     * Opens a file so.
     *
     * @return empty where the file system cannot, or the file cannot be opened at all
     */
    public static Optional<FileChannel> open(Path path, OpenOption... options) {
        Set<OpenOption> direct = new HashSet<>(Set.of(options));
        direct.add(ExtendedOpenOption.DIRECT);
        try {
            // Asked of the folder: a file that is deleted when it is closed may have no name any more.
            Path folder = path.toAbsolutePath().getParent();
            return PAGE % Files.getFileStore(folder).getBlockSize() == 0
                    ? Optional.of(FileChannel.open(path, direct))
                    : Optional.empty();
        } catch (UnsupportedOperationException | IOException e) {
            System.getLogger(DirectFiles.class.getName()).log(System.Logger.Level.DEBUG, "not direct: " + path, e);
            return Optional.empty();
        }
    }
}
