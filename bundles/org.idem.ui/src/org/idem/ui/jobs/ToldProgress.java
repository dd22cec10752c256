package org.idem.ui.jobs;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.ui.widgets.UiUpdateQueue;

/** Progress that is also told on a page, where its reader looks. */
public final class ToldProgress implements Progress {
    private final Progress progress;
    private final UiUpdateQueue updates;
    private final Consumer<String> tell;

    /** Tells messages to {@code tell} on the UI thread, until the work is cancelled. */
    public ToldProgress(Progress progress, UiUpdateQueue updates, Consumer<String> tell) {
        this.progress = progress;
        this.updates = updates;
        this.tell = tell;
    }

    @Override
    public void report(double fraction, Supplier<String> message) {
        progress.report(fraction, message);
        updates.postLatest(this, () -> {
            if (!isCancelled()) {
                tell.accept(message.get());
            }
        });
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }
}
