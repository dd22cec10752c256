package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All runs of a folder. A scan reads two small files of a run, and only if they changed since the last scan; logs are
 * never read. Thread-safe.
 */
public final class RunCatalog {
    private static final System.Logger LOG = System.getLogger(RunCatalog.class.getName());

    private record Seen(FileTime status, FileTime metrics, RunSummary summary) {}

    private final Path runsFolder;
    private Map<Path, Seen> seen = new HashMap<>();

    /** The runs in a folder, which need not exist yet. */
    public RunCatalog(Path runsFolder) {
        this.runsFolder = runsFolder;
    }

    /** Every run, the newest first. */
    public synchronized List<RunSummary> scan() {
        Map<Path, Seen> now = new HashMap<>();
        if (Files.isDirectory(runsFolder)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(runsFolder)) {
                for (Path folder : folders) {
                    look(folder, now);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + runsFolder, e);
            }
        }
        seen = now;
        List<RunSummary> runs = new ArrayList<>();
        now.values().forEach(one -> runs.add(one.summary()));
        runs.sort(Comparator.comparing((RunSummary summary) -> summary.run().name())
                .reversed());
        return runs;
    }

    private void look(Path folder, Map<Path, Seen> now) {
        try {
            FileTime status = modified(folder.resolve("status.json"));
            if (status == null && !RunDirectory.isRun(folder)) {
                return;
            }
            FileTime metrics = modified(folder.resolve("metrics").resolve(MetricLog.LAST));
            Seen before = seen.get(folder);
            if (before == null || !same(before.status(), status) || !same(before.metrics(), metrics)) {
                RunDirectory run = RunDirectory.open(folder);
                before = new Seen(status, metrics, new RunSummary(run, run.status(), run.lastMetrics()));
            }
            now.put(folder, before);
        } catch (UncheckedIOException | IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a run that went away or cannot be read: " + folder, e);
        }
    }

    private static boolean same(FileTime a, FileTime b) {
        return a == null ? b == null : a.equals(b);
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    }
}
