package org.idem.ui.runs;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs in which something happened that nobody has looked at since: the list of runs points them out. UI thread only. */
public final class UnseenRuns {
    private final Set<Path> unseen = new HashSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Whether something happened in a run that nobody has looked at. */
    public boolean contains(RunRow row) {
        return unseen.contains(row.run().path());
    }

    /** Something happened in a run. */
    public void add(Path run) {
        if (unseen.add(run)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Somebody looks at a run. */
    public void remove(Path run) {
        if (unseen.remove(run)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls {@code listener} after every change; the returned object stops that. */
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
