package org.idem.ui.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.data.image.EncodedImage;
import org.idem.data.select.JumpTargets;
import org.idem.data.statistics.PictureStatistics;
import org.idem.ui.selection.FacePair;

/** A verification set that is open. */
public final class OpenedPairs implements OpenedDataset {
    private final PairDataset pairs;
    private final CheckedSets checked;
    private final Map<String, String> figures;

    OpenedPairs(PairDataset pairs, CheckedSets checked) throws IOException {
        this.pairs = pairs;
        this.checked = checked;
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

    /** What the last check measured of all images, if there was one since the workbench was opened. */
    public Optional<PictureStatistics> measured() {
        return checked.statistics(path()).filter(all -> all.looked() == 2 * size());
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
        return List.of(ImageFlag.ANY, ImageFlag.GENUINE, ImageFlag.IMPOSTOR, ImageFlag.FLAGGED);
    }

    @Override
    public ImageOrder search(ImageQuery query, Progress progress) {
        ImageOrder among = query.among().images() == null
                ? ImageOrder.all(size())
                : query.among().images();
        if (query.flag() == ImageFlag.ANY) {
            return among;
        }
        IntPredicate wanted = wanted(query.flag());
        return ImageOrder.of(IntStream.range(0, among.size())
                .map(among::image)
                .filter(wanted)
                .toArray());
    }

    /** A check looks at images: 2p and 2p + 1 are those of pair p. */
    private IntPredicate wanted(ImageFlag flag) {
        if (flag == ImageFlag.FLAGGED) {
            BitSet flagged = checked.flagged(path()).orElseGet(BitSet::new);
            return pair -> flagged.get(2 * pair) || flagged.get(2 * pair + 1);
        }
        boolean genuine = flag == ImageFlag.GENUINE;
        return pair -> pairs.same(pair) == genuine;
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
        List<String> words = new ArrayList<>(List.of("pair " + Units.count(pair), kind(pair)));
        Set<String> kinds = new LinkedHashSet<>(checked.kinds(path(), 2 * pair));
        kinds.addAll(checked.kinds(path(), 2 * pair + 1));
        if (!kinds.isEmpty()) {
            words.add("check: " + String.join(", ", kinds));
        }
        return words;
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
