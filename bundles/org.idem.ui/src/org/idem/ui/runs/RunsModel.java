package org.idem.ui.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.idem.run.RunCatalog;
import org.idem.run.RunDirectory;
import org.idem.run.RunSummary;
import org.idem.ui.Ids;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.Polling;

/**
 * All runs of the folder, read again every second in the background while anyone listens. Thread-safe; listeners are
 * called on the reading thread, after {@link #rows} has changed.
 */
public final class RunsModel {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final String WATCHED = "runs.watched";

    private final WorkFolder folder;
    private final Clock clock;
    private final Map<Path, RunCatalog> indexes = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Polling reading = new Polling("Reading runs", PERIOD, this::readAll);
    private final Runnable stopFollowing;
    private volatile List<RunRow> rows = List.of();
    private volatile boolean read;

    /** Reads the runs of this folder. */
    public RunsModel(WorkFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        indexes.put(folder.path(), new RunCatalog(folder.path()));
        remembered().forEach(path -> indexes.computeIfAbsent(path, RunCatalog::new));
        stopFollowing = folder.onChange(path -> {
            indexes.clear();
            indexes.put(folder.path(), new RunCatalog(folder.path()));
            refresh();
        });
    }

    /** Every run, the newest first, as of the last reading. */
    public List<RunRow> rows() {
        return rows;
    }

    /** Whether the folder has been read at least once. */
    public boolean isRead() {
        return read;
    }

    /** The row of a run, as of the last reading. */
    public Optional<RunRow> row(Path run) {
        return rows.stream().filter(row -> row.run().path().equals(run)).findFirst();
    }

    /** Reads the runs of another folder too, in later sessions as well, and everything again now. */
    public void watch(Path runsFolder) {
        Path path = folder.resolve(runsFolder);
        if (indexes.putIfAbsent(path, new RunCatalog(path)) == null) {
            preferences()
                    .put(
                            WATCHED,
                            String.join(
                                    "\n",
                                    indexes.keySet().stream()
                                            .map(Path::toString)
                                            .toList()));
        }
        refresh();
    }

    private static List<Path> remembered() {
        String watched = preferences().get(WATCHED, "");
        return watched.isEmpty() ? List.of() : watched.lines().map(Path::of).toList();
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(Ids.BUNDLE);
    }

    /** Reads again now. */
    public void refresh() {
        reading.schedule();
    }

    /** Calls {@code listener} after every change; the returned object stops that. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        refresh();
        return () -> listeners.remove(listener);
    }

    /** Ends the reading. */
    public void stop() {
        stopFollowing.run();
        listeners.clear();
        reading.cancel();
    }

    private boolean readAll() {
        // A folder that is watched may lie in one that is read anyway.
        Map<RunDirectory, RunSummary> found = new LinkedHashMap<>();
        indexes.values().forEach(index -> index.scan().forEach(summary -> found.put(summary.run(), summary)));
        List<RunSummary> all = new ArrayList<>(found.values());
        all.sort(RunCatalog.NEWEST_FIRST);
        Map<RunDirectory, RunRow> before = new HashMap<>();
        rows.forEach(row -> before.put(row.run(), row));
        List<RunRow> now = all.stream()
                .map(summary -> RunRow.of(summary, before.get(summary.run()), clock))
                .toList();
        boolean changed = !read || !now.equals(rows);
        rows = now;
        read = true;
        if (changed) {
            listeners.forEach(Runnable::run);
        }
        return !listeners.isEmpty();
    }
}
