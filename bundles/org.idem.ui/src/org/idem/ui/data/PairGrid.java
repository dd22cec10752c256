package org.idem.ui.data;

import java.io.IOException;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.ui.widgets.grid.GridModel;

/** The pairs of a set: one tile shows the two faces of a pair side by side. */
final class PairGrid implements GridModel {
    private final PairDataset pairs;

    PairGrid(PairDataset pairs) {
        this.pairs = pairs;
    }

    @Override
    public int size() {
        return pairs.pairs();
    }

    @Override
    public int picturesPerTile() {
        return 2;
    }

    @Override
    public String label(int pair) {
        return "Pair " + Units.count(pair) + (pairs.same(pair) ? ", one person" : ", two persons");
    }

    @Override
    public Object key(int pair) {
        return pair;
    }

    @Override
    public ImageData load(int pair) throws IOException {
        return Faces.beside(Faces.load(() -> pairs.first(pair)), Faces.load(() -> pairs.second(pair)));
    }
}
