package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import org.idem.data.format.Datasets;

/** Opens sets of any kind for an editor. */
public final class OpenedDatasets {
    private OpenedDatasets() {}

    /**
     * Opens the set at a path; takes as long as its index takes to read.
     *
     * @param checked what checks found
     * @param indexes which images each person has, shared with other parts
     */
    @SuppressWarnings("resource") // Closed with the editor.
    public static OpenedDataset open(Path path, CheckedSets checked, IdentityIndexes indexes) throws IOException {
        return Datasets.isPairs(path)
                ? new OpenedPairs(Datasets.openPairs(path))
                : new OpenedImages(Datasets.openImages(path), checked, indexes);
    }
}
