package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.ui.PlatformUI;
import org.idem.data.format.Datasets;

/** Opens sets of any kind for an editor. */
public final class OpenedDatasets {
    private OpenedDatasets() {}

    /**
     * Opens the set at a path; takes as long as its index takes to read. From then on a training set refuses to be read on the UI
     * thread.
     *
     * @param checked what checks found
     * @param indexes which images each person has, shared with other parts
     */
    @SuppressWarnings("resource") // Closed with the editor.
    public static OpenedDataset open(Path path, CheckedSets checked, IdentityIndexes indexes) throws IOException {
        return Datasets.isPairs(path)
                ? new OpenedPairs(Datasets.openPairs(path), checked)
                : new OpenedImages(guarded(path), checked, indexes);
    }

    @SuppressWarnings("resource") // Closed with the editor.
    private static GuardedDataset guarded(Path path) {
        return new GuardedDataset(
                Datasets.openImages(path),
                PlatformUI.getWorkbench().getDisplay().getThread());
    }
}
