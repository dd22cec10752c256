package org.idem.ui.jobs;

import java.util.function.Consumer;
import org.idem.ui.widgets.UiUpdateQueue;

/** Readings for one place of a part, of which only the one begun last counts: the one before it is cancelled. UI thread only. */
public final class LatestLoad {
    private final UiUpdateQueue updates;
    private LoadJob<?> current;
    private int begun;

    /** Nothing is read yet. */
    public LatestLoad(UiUpdateQueue updates) {
        this.updates = updates;
    }

    /**
     * Reads in the background.
     *
     * @param show gets what was read, on the UI thread, unless another reading has begun or {@link #cancel} was called
     * @param failed gets what went wrong in words, likewise
     */
    public <T> void start(String name, LoadJob.Reading<T> reading, Consumer<T> show, Consumer<String> failed) {
        cancel();
        int mine = begun;
        LoadJob<T> job = new LoadJob<>(name, reading, read -> ifLatest(mine, () -> show.accept(read)), updates);
        job.onFailure(message -> ifLatest(mine, () -> failed.accept(message)));
        current = job;
        job.schedule();
    }

    private void ifLatest(int number, Runnable action) {
        if (number == begun) {
            current = null;
            action.run();
        }
    }

    /** Whether something is being read. */
    public boolean isReading() {
        return current != null;
    }

    /** Ends what goes on; nothing is shown of it. */
    public void cancel() {
        begun++;
        if (current != null) {
            current.cancel();
            current = null;
        }
    }
}
