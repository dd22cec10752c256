package org.idem.ui.data;

import java.io.IOException;
import org.eclipse.swt.graphics.ImageData;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.ui.widgets.grid.GridModel;
import org.idem.ui.widgets.grid.TileMark;

/** The pairs of a set: one tile shows the two faces of a pair side by side. */
final class PairGrid implements GridModel {
    private final PairDataset pairs;
    private final ImageOrder order;

    PairGrid(PairDataset pairs, ImageOrder order) {
        this.pairs = pairs;
        this.order = order;
    }

    @Override
    public int size() {
        return order.size();
    }

    @Override
    public int picturesPerTile() {
        return 2;
    }

    @Override
    public String label(int index) {
        int pair = order.image(index);
        return "Pair " + Units.count(pair) + (pairs.same(pair) ? ", one person" : ", two persons");
    }

    @Override
    public TileMark mark(int index) {
        return pairs.same(order.image(index)) ? TileMark.TOGETHER : TileMark.APART;
    }

    @Override
    public Object key(int index) {
        return order.image(index);
    }

    @Override
    public ImageData load(int index) throws IOException {
        int pair = order.image(index);
        return Faces.beside(Faces.load(() -> pairs.first(pair)), Faces.load(() -> pairs.second(pair)));
    }
}
