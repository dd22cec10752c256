package org.idem.run.query;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;

/**
 * All runs in a folder and below it with what a table says of them, config and extremes of metrics included. A scan looks
 * at two folders of a run that rests; of a run that goes on it reads what was added. What takes long is read within a
 * time that the caller gives, the newest runs first, so that a table can be shown before all is known. Where there are
 * many runs, what was read is kept in the file {@code .idem/runs.cache} of the folder, and believed only while size and
 * time of the files that it was read from are the same; these are looked at with the details. Thread-safe.
 */
public final class RunRecordReader {
    /** So few are read sooner than a file is written. */
    private static final int FEWEST_TO_KEEP = 100;

    /** As {@link RunCatalog#NEWEST_FIRST}. */
    public static final Comparator<RunRecord> NEWEST_FIRST =
            Comparator.comparing(RunRecord::summary, RunCatalog.NEWEST_FIRST);

    private final Path folder;
    private final Clock clock;
    private final RunCatalog catalog;
    private final SharedConfigs configs = new SharedConfigs();
    private Map<RunDirectory, ListedRun> runs;
    private int unsaved;
    private boolean complete;

    /**
     * The runs in a folder, which need not exist yet.
     *
     * @param clock tells whether a trainer has been silent for too long
     */
    public RunRecordReader(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        catalog = new RunCatalog(folder);
    }

    /** Every run with all that there is to know, the newest first. */
    public List<RunRecord> readAll() {
        List<RunRecord> all = scan(Duration.ofDays(1));
        save();
        return all;
    }

    /**
     * Every run, the newest first; of some the details may be missing still.
     *
     * @param budget how long to read details; at least those of one run are read
     */
    public synchronized List<RunRecord> scan(Duration budget) {
        long end = System.nanoTime() + budget.toNanos();
        if (runs == null) {
            runs = byRun(RunRecordCache.read(folder, configs));
        }
        Map<RunDirectory, ListedRun> now = new LinkedHashMap<>();
        for (RunDirectory run : catalog.find()) {
            ListedRun listed = runs.computeIfAbsent(run, ListedRun::new);
            listed.read(clock);
            now.put(run, listed);
        }
        runs = now;
        List<ListedRun> newestFirst = new ArrayList<>(now.values());
        newestFirst.sort(Comparator.comparing(ListedRun::record, NEWEST_FIRST));
        readDetails(newestFirst, end);
        return newestFirst.stream().map(ListedRun::record).toList();
    }

    private static Map<RunDirectory, ListedRun> byRun(List<ListedRun> listed) {
        Map<RunDirectory, ListedRun> runs = new HashMap<>();
        listed.forEach(one -> runs.put(one.run(), one));
        return runs;
    }

    private void readDetails(List<ListedRun> newestFirst, long end) {
        complete = true;
        boolean any = false;
        for (ListedRun one : newestFirst) {
            if (one.isDetailed()) {
                continue;
            }
            if (any && System.nanoTime() > end) {
                complete = false;
                return;
            }
            RunRecord before = one.record();
            one.readDetails(configs, clock);
            any = true;
            unsaved += one.record() == before || one.record().live().isAlive() ? 0 : 1;
        }
    }

    /** Whether the last scan read all that there is. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** Keeps what was read for a later session, where that saves more than it costs. A folder that takes no file stays as it is. */
    public synchronized void save() {
        if (runs != null && complete && runs.size() >= FEWEST_TO_KEEP && 20 * unsaved >= runs.size()) {
            RunRecordCache.write(
                    folder,
                    runs.values().stream().filter(one -> one.isKeepable(clock)).toList());
            unsaved = 0;
        }
    }
}
