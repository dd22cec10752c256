package org.idem.ui.data.images;

import java.util.function.Consumer;
import org.idem.core.Progress;
import org.idem.ui.data.ImageOrder;
import org.idem.ui.data.ImageQuery;
import org.idem.ui.data.OpenedDataset;
import org.idem.ui.jobs.ToldProgress;
import org.idem.ui.jobs.WorkJob;
import org.idem.ui.widgets.UiUpdateQueue;

/** Looks for the images that a user asks for. Its results and its progress come on the UI thread. */
final class SearchJob extends WorkJob {
    private final OpenedDataset set;
    private final ImageQuery query;
    private final UiUpdateQueue updates;
    private final Consumer<ImageOrder> found;
    private final Consumer<String> progressed;
    private volatile boolean dropped;

    SearchJob(
            OpenedDataset set,
            ImageQuery query,
            UiUpdateQueue updates,
            Consumer<ImageOrder> found,
            Consumer<String> progressed) {
        super("Finding images in " + set.path().getFileName());
        this.set = set;
        this.query = query;
        this.updates = updates;
        this.found = found;
        this.progressed = progressed;
    }

    /** Ends it, and whatever it has found is not shown any more. */
    void drop() {
        dropped = true;
        cancel();
    }

    @Override
    protected void work(Progress progress) {
        Progress told = new ToldProgress(progress, updates, words -> ifWanted(() -> progressed.accept(words)));
        ImageOrder order = set.search(query, told);
        updates.runAsync(() -> ifWanted(() -> found.accept(order)));
    }

    private void ifWanted(Runnable action) {
        if (!dropped) {
            action.run();
        }
    }
}
