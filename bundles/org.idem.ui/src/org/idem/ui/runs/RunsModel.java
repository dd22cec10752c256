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
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.idem.run.RunDirectory;
import org.idem.run.query.RunRecord;
import org.idem.run.query.RunRecordReader;
import org.idem.ui.Ids;
import org.idem.ui.folder.WorkFolder;
import org.idem.ui.jobs.Polling;

/**
 * All runs of the folder, read again every second in the background while anyone listens. Thread-safe; listeners are
 * called on the reading thread, after {@link #rows} has changed.
 */
public final class RunsModel {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** While there is more to read, lines are shown again after so long. */
    private static final Duration SLICE = Duration.ofMillis(400);
    /** Very many runs, or a slow mount, are given this many times as long a rest as a look at them takes. */
    private static final int REST_FACTOR = 10;

    private static final String WATCHED = "runs.watched";

    private final WorkFolder folder;
    private final Clock clock;
    private final Map<Path, RunRecordReader> indexes = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Polling reading = new Polling("Reading runs", this::rest, this::readAll);
    private final Runnable stopFollowing;
    private volatile List<RunRow> rows = List.of();
    private final Object publishing = new Object();
    /** How often the folder was changed; guarded by {@link #publishing}. */
    private long moves;
    /** The folder whose runs these are; guarded by {@link #publishing}. */
    private Path followed;

    private volatile boolean read;
    private volatile boolean complete;
    private volatile Duration lookTook = Duration.ZERO;

    /** Reads the runs of this folder. */
    public RunsModel(WorkFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        followed = folder.path();
        indexes.put(folder.path(), new RunRecordReader(folder.path(), clock));
        remembered().forEach(path -> indexes.computeIfAbsent(path, this::reader));
        stopFollowing = folder.onChange(path -> follow());
    }

    /** The runs of the folder before are gone at once: nothing is to be done to them any more. */
    private void follow() {
        Path now = folder.path();
        synchronized (publishing) {
            boolean other = !now.equals(followed);
            followed = now;
            indexes.clear();
            indexes.put(now, reader(now));
            moves++;
            if (other) {
                rows = List.of();
                read = false;
            }
        }
        refresh();
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
        if (indexes.putIfAbsent(path, reader(path)) == null) {
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

    private RunRecordReader reader(Path path) {
        return new RunRecordReader(path, clock);
    }

    private Duration rest() {
        Duration rest = lookTook.multipliedBy(REST_FACTOR);
        return !complete ? Duration.ZERO : rest.compareTo(PERIOD) > 0 ? rest : PERIOD;
    }

    private boolean readAll() {
        long began = System.nanoTime();
        List<RunRecordReader> readers;
        long move;
        synchronized (publishing) {
            readers = List.copyOf(indexes.values());
            move = moves;
        }
        List<RunRecord> all = scan(readers);
        lookTook = Duration.ofNanos(System.nanoTime() - began);
        complete = readers.stream().allMatch(RunRecordReader::isComplete);
        if (publish(all, move)) {
            // One that fails is logged, and keeps the change from none of the others.
            listeners.forEach(listener -> SafeRunner.run(listener::run));
        }
        if (complete) {
            readers.forEach(RunRecordReader::save);
        }
        return !listeners.isEmpty();
    }

    /** A folder that is watched may lie in one that is read anyway. */
    private static List<RunRecord> scan(List<RunRecordReader> readers) {
        if (readers.size() == 1) {
            return readers.get(0).scan(SLICE);
        }
        Map<RunDirectory, RunRecord> found = new LinkedHashMap<>();
        readers.forEach(reader -> reader.scan(SLICE).forEach(record -> found.put(record.run(), record)));
        List<RunRecord> all = new ArrayList<>(found.values());
        all.sort(RunRecordReader.NEWEST_FIRST);
        return all;
    }

    /** Whether anything has changed. What was read of a folder that is no longer this one's is dropped. */
    private boolean publish(List<RunRecord> all, long move) {
        synchronized (publishing) {
            if (move != moves) {
                return false;
            }
            Map<RunDirectory, RunRow> before = new HashMap<>();
            rows.forEach(row -> before.put(row.run(), row));
            List<RunRow> now = all.stream()
                    .map(record -> row(record, before.get(record.run())))
                    .toList();
            boolean changed = !read || !now.equals(rows);
            rows = now;
            read = true;
            return changed;
        }
    }

    private static RunRow row(RunRecord record, RunRow before) {
        return before != null && before.record() == record ? before : new RunRow(record);
    }
}
