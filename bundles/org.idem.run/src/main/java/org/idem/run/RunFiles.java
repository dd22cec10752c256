package org.idem.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.idem.core.AbandonedParts;

/** Access to the files of a run that believes nothing of them but what can be checked first. */
final class RunFiles {
    private static final System.Logger LOG = System.getLogger(RunFiles.class.getName());
    /** A writer that lives has touched what it writes more recently than this. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private RunFiles() {}

    /**
     * Deletes what writers that were killed left half written in a folder; only files that are named as such. Of those whose
     * names do not say whose they are, as of other machines, old ones are taken for abandoned.
     */
    static void clearAbandoned(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        AbandonedParts.clearAll(folder);
        Instant before = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                if (Files.isRegularFile(part)
                        && Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            // They are passed over anyway; a run does not fail for want of tidiness.
            LOG.log(System.Logger.Level.DEBUG, "left behind in " + folder, e);
        }
    }
}
