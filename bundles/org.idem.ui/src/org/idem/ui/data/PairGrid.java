package org.idem.ui.data;

import java.io.IOException;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.ui.widgets.grid.GridModel;

/** The images of a set of pairs, the two of a pair side by side. */
final class PairGrid implements GridModel {
    private final PairDataset pairs;

    PairGrid(PairDataset pairs) {
        this.pairs = pairs;
    }

    @Override
    public int size() {
        return 2 * pairs.pairs();
    }

    @Override
    public String label(int index) {
        return (pairs.same(index / 2) ? "= " : "≠ ") + "pair " + Units.count(index / 2);
    }

    @Override
    public Object key(int index) {
        return index;
    }

    @Override
    public ImageData load(int index) throws IOException {
        return Faces.load(() -> index % 2 == 0 ? pairs.first(index / 2) : pairs.second(index / 2));
    }

    @Override
    public int group(int index) {
        return index / 2;
    }

    @Override
    public String groupLabel(int index) {
        return "Pair " + Units.count(index / 2) + (pairs.same(index / 2) ? ", one person" : ", two persons");
    }
}
