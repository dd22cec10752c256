package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;
import org.idem.data.select.JumpTargets;
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
    public List<ImageFlag> flags() {
        return List.of(ImageFlag.ANY, ImageFlag.GENUINE, ImageFlag.IMPOSTOR);
    }

    @Override
    public ImageOrder search(ImageQuery query, Progress progress) {
        if (query.flag() == ImageFlag.ANY) {
            return ImageOrder.all(size());
        }
        boolean genuine = query.flag() == ImageFlag.GENUINE;
        return ImageOrder.of(IntStream.range(0, size())
                .filter(pair -> pairs.same(pair) == genuine)
                .toArray());
    }

    /** A pair is known by its number alone. */
    @Override
    public List<JumpTargets.Target> targets(String text, int most, Progress progress) {
        String number = text.strip().replace(",", "").replaceFirst("^#", "");
        if (!number.matches("\\d{1,9}") || Integer.parseInt(number) >= size()) {
            return List.of();
        }
        int pair = Integer.parseInt(number);
        return List.of(new JumpTargets.Target(pair, "Pair " + Units.count(pair), kind(pair)));
    }

    @Override
    public List<String> describe(int pair) {
        return List.of("pair " + Units.count(pair), kind(pair));
    }

    private String kind(int pair) {
        return pairs.same(pair) ? "genuine: one person" : "impostor: two persons";
    }

    @Override
    public String key(int pair) {
        return Integer.toString(pair);
    }

    @Override
    public List<EncodedImage> pictures(int pair) {
        return List.of(pairs.first(pair), pairs.second(pair));
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
