package org.idem.train.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.DiskVersion;

/** The versions of class centers on disk that the checkpoints of a run name; what none names is room to write to. */
public final class NamedVersions {
    private static final System.Logger LOG = System.getLogger(NamedVersions.class.getName());

    private NamedVersions() {}

    /**
     * All that the checkpoints in a folder name, those that are being put in place or taken away, too.
     *
     * @throws org.idem.core.InputException if one cannot be read
     */
    public static List<DiskVersion> of(Path checkpoints) {
        List<DiskVersion> named = new ArrayList<>();
        if (Files.isDirectory(checkpoints)) {
            try (Stream<Path> entries = Files.list(checkpoints)) {
                entries.filter(Files::isDirectory).forEach(folder -> named.addAll(new CenterFiles(folder).versions()));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + checkpoints, e);
            }
        }
        return named;
    }

    /** Frees what none of the versions names, but what the store froze last. */
    public static void keepOnly(List<DiskVersion> named, DiskCenters store) {
        try {
            store.keepOnly(named.stream()
                    .filter(version -> isSame(version.file(), store.file()))
                    .toList());
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "no room is freed: {0}", e.getMessage());
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }
}
