package org.idem.ui.data;

import java.io.IOException;
import java.util.function.IntPredicate;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.ui.widgets.grid.TileMark;

/** Images of a set, those of one identity side by side as one group. */
public final class FaceGrid implements GridModel {
    private final ImageDataset set;
    private final LabelCache labels;
    private final Exclusions exclusions;
    private final ImageOrder order;
    private IntPredicate onScreen = index -> true;

    FaceGrid(ImageDataset set, LabelCache labels, Exclusions exclusions, ImageOrder order) {
        this.set = set;
        this.labels = labels;
        this.exclusions = exclusions;
        this.order = order;
    }

    /** Says which places are in view: only their labels are worth a look at the disk. */
    public void setOnScreen(IntPredicate inView) {
        onScreen = inView;
    }

    /** Calls {@code action} on a background thread when what {@link #group} says may have changed. */
    public void onLabels(Runnable action) {
        labels.onRead(action);
    }

    @Override
    public int size() {
        return order.size();
    }

    @Override
    public String label(int index) {
        int image = order.image(index);
        return "#" + Units.count(image) + (exclusions.contains(image) ? " excluded" : "");
    }

    @Override
    public TileMark mark(int index) {
        return exclusions.contains(order.image(index)) ? TileMark.LEFT_OUT : TileMark.NONE;
    }

    @Override
    public Object key(int index) {
        return order.image(index);
    }

    @Override
    public ImageData load(int index) throws IOException {
        return Faces.load(() -> set.image(order.image(index)));
    }

    @Override
    public int group(int index) {
        int image = order.image(index);
        return onScreen.test(index) ? labels.exact(image) : labels.near(image);
    }

    @Override
    public String groupLabel(int index) {
        int identity = group(index);
        return identity < 0 ? "" : "Identity " + Units.count(identity);
    }
}
