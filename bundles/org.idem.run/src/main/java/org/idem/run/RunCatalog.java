package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.InputException;

/**
 * All runs in a folder and below it. A scan reads two small files of a run, and only if they changed since the last scan;
 * logs are not read unless a derived file is damaged, and image sets are not walked. A run that cannot be read is listed
 * with what is known of it and hides no other. Thread-safe.
 */
public final class RunCatalog {
    private static final System.Logger LOG = System.getLogger(RunCatalog.class.getName());
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int STAMP_LENGTH = 15;

    /** The latest first, by the time that the run itself tells: names tell it in the time zone of their machine. */
    public static final Comparator<RunSummary> NEWEST_FIRST = Comparator.comparing(RunCatalog::began)
            .thenComparing(summary -> summary.run().name())
            .reversed();

    private record Seen(FileTime status, FileTime metrics, RunSummary summary) {}

    private final RunFinder finder;
    private Map<Path, Seen> seen = new HashMap<>();

    /** The runs in a folder, which need not exist yet. */
    public RunCatalog(Path folder) {
        finder = new RunFinder(folder);
    }

    /** Every run, in no order; nothing of them is read. */
    public synchronized List<RunDirectory> find() {
        return finder.find().stream().map(RunDirectory::at).toList();
    }

    /** Every run, the newest first. */
    public synchronized List<RunSummary> scan() {
        Map<Path, Seen> now = new HashMap<>();
        for (Path folder : finder.find()) {
            read(folder, seen, now);
        }
        seen = now;
        List<RunSummary> runs = new ArrayList<>();
        now.values().forEach(one -> runs.add(one.summary()));
        runs.sort(NEWEST_FIRST);
        return runs;
    }

    /** A folder that a scan found to be a run; nothing of it is looked at. */
    public static RunDirectory at(Path run) {
        return RunDirectory.at(run);
    }

    /** One run as a scan lists it; metrics that cannot be read are left out. */
    public static RunSummary summary(RunDirectory run) {
        return new RunSummary(run, run.status(), lastMetrics(run));
    }

    private static void read(Path folder, Map<Path, Seen> earlier, Map<Path, Seen> now) {
        try {
            FileTime status = modified(folder.resolve("status.json"));
            FileTime metrics = modified(folder.resolve("metrics").resolve(MetricLog.LAST));
            Seen before = earlier.get(folder);
            if (before == null || !same(before.status(), status) || !same(before.metrics(), metrics)) {
                before = new Seen(status, metrics, summary(RunDirectory.at(folder)));
            }
            now.put(folder, before);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a run that went away: " + folder, e);
        }
    }

    private static Map<String, Double> lastMetrics(RunDirectory run) {
        try {
            return run.lastMetrics();
        } catch (UncheckedIOException | InputException e) {
            LOG.log(System.Logger.Level.WARNING, "the metrics of " + run + " cannot be read: {0}", e.getMessage());
            return Map.of();
        }
    }

    /** When it began: by its status, else by its name. */
    private static Instant began(RunSummary summary) {
        Instant said = summary.status().heartbeat().started();
        if (said.isAfter(Instant.EPOCH)) {
            return said;
        }
        String name = summary.run().name();
        try {
            return LocalDateTime.parse(name.substring(0, Math.min(STAMP_LENGTH, name.length())), STAMP)
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static boolean same(FileTime a, FileTime b) {
        return a == null ? b == null : a.equals(b);
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    }
}
