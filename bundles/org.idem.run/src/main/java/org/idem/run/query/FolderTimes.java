package org.idem.run.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * When something was last put into a run's folders or taken out: since a run's small files are replaced and not written
 * over, two looks tell that none has changed. A network mount is asked no more than that of a run that rests.
 *
 * @param run of the run's folder, in nanoseconds since 1970
 * @param metrics of its folder of metrics
 */
record FolderTimes(long run, long metrics) {
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long MISSING = -1;

    static FolderTimes of(Path run) {
        return new FolderTimes(time(run), time(run.resolve("metrics")));
    }

    private static long time(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            return MISSING;
        }
    }

    boolean isSettled(long nowNanos) {
        return Math.max(run, metrics) + SETTLED_NANOS < nowNanos;
    }
}
