package org.idem.ui.data;

import java.io.IOException;
import java.util.function.IntPredicate;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.ui.widgets.grid.GridModel;

/** The images of a set, grouped by identity. */
final class FaceGrid implements GridModel {
    private final ImageDataset set;
    private final LabelCache labels;
    private IntPredicate onScreen = index -> true;

    /** Reads a sample of the labels: on a loading thread. */
    FaceGrid(ImageDataset set) {
        this.set = set;
        this.labels = new LabelCache(set);
    }

    /** Says which images are in view: only their labels are worth a look at the disk. */
    void setOnScreen(IntPredicate inView) {
        onScreen = inView;
    }

    /** Calls {@code action} on a background thread when what {@link #group} says may have changed. */
    void onLabels(Runnable action) {
        labels.onRead(action);
    }

    /** Reads no labels any more; to be called before the set is closed. */
    void stop() {
        labels.close();
    }

    @Override
    public int size() {
        return set.size();
    }

    @Override
    public String label(int index) {
        return "#" + Units.count(index);
    }

    @Override
    public Object key(int index) {
        return index;
    }

    @Override
    public ImageData load(int index) throws IOException {
        return Faces.load(() -> set.image(index));
    }

    @Override
    public int group(int index) {
        return onScreen.test(index) ? labels.exact(index) : labels.near(index);
    }

    @Override
    public String groupLabel(int index) {
        int identity = group(index);
        return identity < 0 ? "" : "Identity " + Units.count(identity);
    }
}
