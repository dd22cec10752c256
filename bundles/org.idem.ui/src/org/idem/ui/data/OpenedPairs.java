package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.ui.selection.FacePair;

/** A verification set that is open. */
public final class OpenedPairs implements OpenedDataset {
    private final PairDataset pairs;
    private final Map<String, String> figures;

    OpenedPairs(PairDataset pairs) throws IOException {
        this.pairs = pairs;
        this.figures = figures(pairs);
    }

    private static Map<String, String> figures(PairDataset pairs) throws IOException {
        int same = 0;
        for (int pair = 0; pair < pairs.pairs(); pair++) {
            same += pairs.same(pair) ? 1 : 0;
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("Pairs", Units.count(pairs.pairs()));
        figures.put("One person", Units.count(same));
        figures.put("Two persons", Units.count(pairs.pairs() - (long) same));
        figures.put("Size", Units.bytes(Files.size(pairs.path())));
        return figures;
    }

    /** The set itself; reading it is for background threads. */
    public PairDataset set() {
        return pairs;
    }

    @Override
    public Path path() {
        return pairs.path();
    }

    @Override
    public int size() {
        return pairs.pairs();
    }

    @Override
    public Map<String, String> figures() {
        return figures;
    }

    @Override
    public PairGrid grid(ImageOrder order) {
        return new PairGrid(pairs, order);
    }

    @Override
    public FacePair element(int pair) {
        return new FacePair(pairs, pair);
    }

    @Override
    public void close() throws IOException {
        pairs.close();
    }
}
