package org.idem.ui.data;

import java.io.IOException;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.ImageSet;
import org.idem.data.image.DamagedImageException;
import org.idem.ui.widgets.grid.GridModel;

/** The images of a set, grouped by identity. */
final class FaceGrid implements GridModel {
    private final ImageSet set;

    FaceGrid(ImageSet set) {
        this.set = set;
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
        try {
            return set.label(index);
        } catch (DamagedImageException e) {
            return -1;
        }
    }

    @Override
    public String groupLabel(int index) {
        int identity = group(index);
        return identity < 0 ? "" : "Identity " + Units.count(identity);
    }
}
