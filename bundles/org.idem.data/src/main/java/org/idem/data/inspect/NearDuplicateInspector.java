package org.idem.data.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/**
 * The same picture encoded, scaled or lit another way. Candidates are images of which at most three bits of the difference
 * hash differ, found by tables of the hash's quarters, of which one at least is equal then; aligned faces are much alike, so
 * that candidates are decoded again and compared.
 */
final class NearDuplicateInspector implements ImageInspector {
    private static final int QUARTERS = 4;
    private static final int BITS = Long.SIZE / QUARTERS;
    private static final int MOST_DIFFERENT_BITS = QUARTERS - 1;
    /** Plain pictures share a quarter by the million. */
    private static final int MOST_NEIGHBOURS = 1000;

    private static final int SIDE = 32;
    private static final double LEAST_CORRELATION = 0.995;

    private final long[] hashes;
    private final BitSet seen = new BitSet();
    private final DuplicateInspector exact;

    /** Two images. */
    private record Pair(int first, int second) {}

    /**
     * For a set of so many images.
     *
     * @param exact sees the same images, and tells those whose bytes are equal, which are left to it
     */
    NearDuplicateInspector(int images, DuplicateInspector exact) {
        this.hashes = new long[images];
        this.exact = exact;
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        hashes[index] = Thumbnail.differenceHash(pixels);
        synchronized (seen) {
            seen.set(index);
        }
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        List<Pair> pairs = candidates(progress);
        int[] root = new int[hashes.length];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
        }
        List<Pair> same = new ArrayList<>();
        for (int from = 0; from < pairs.size(); from += MOST_NEIGHBOURS) {
            progress.checkCancelled();
            List<Pair> some = pairs.subList(from, Math.min(pairs.size(), from + MOST_NEIGHBOURS));
            same.addAll(
                    some.parallelStream().filter(pair -> looksSame(set, pair)).toList());
            int done = from + some.size();
            progress.report(
                    (double) done / pairs.size(),
                    () -> Units.count(done) + " of " + Units.count(pairs.size()) + " candidates compared");
        }
        same.forEach(pair -> root[find(root, pair.second())] = find(root, pair.first()));
        return DuplicateGroup.findings(groups(root, same), set, Unusual.NEAR_DUPLICATE, "The same picture as ");
    }

    private List<Pair> candidates(Progress progress) {
        List<Pair> pairs = new ArrayList<>();
        int[] indices = seen.stream().toArray();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            progress.checkCancelled();
            addCandidates(sorted(indices, quarter), quarter, pairs);
        }
        return pairs;
    }

    /** The images in the order of one quarter of their hashes. */
    private int[] sorted(int[] indices, int quarter) {
        long[] keys = new long[indices.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) quarter(indices[i], quarter) << Integer.SIZE | indices[i];
        }
        Arrays.parallelSort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private int quarter(int index, int quarter) {
        return (int) (hashes[index] >>> quarter * BITS) & (1 << BITS) - 1;
    }

    private void addCandidates(int[] order, int quarter, List<Pair> pairs) {
        for (int i = 0; i < order.length; i++) {
            int last = Math.min(order.length, i + 1 + MOST_NEIGHBOURS);
            for (int k = i + 1; k < last && quarter(order[k], quarter) == quarter(order[i], quarter); k++) {
                if (isCandidate(order[i], order[k], quarter)) {
                    pairs.add(new Pair(order[i], order[k]));
                }
            }
        }
    }

    /** A pair with several equal quarters is met in each table and taken in the first. */
    private boolean isCandidate(int a, int b, int quarter) {
        if (Long.bitCount(hashes[a] ^ hashes[b]) > MOST_DIFFERENT_BITS || exact.isSame(a, b)) {
            return false;
        }
        for (int before = 0; before < quarter; before++) {
            if (quarter(a, before) == quarter(b, before)) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksSame(ImageDataset set, Pair pair) {
        try {
            Thumbnail first = Thumbnail.of(ImageDecoder.decode(set.image(pair.first())), SIDE);
            Thumbnail second = Thumbnail.of(ImageDecoder.decode(set.image(pair.second())), SIDE);
            return first.correlation(second) >= LEAST_CORRELATION;
        } catch (DamagedImageException e) {
            return false;
        }
    }

    private static int find(int[] root, int index) {
        int at = index;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    private List<DuplicateGroup> groups(int[] root, List<Pair> same) {
        Map<Integer, BitSet> members = new HashMap<>();
        for (Pair pair : same) {
            BitSet group = members.computeIfAbsent(find(root, pair.first()), index -> new BitSet());
            group.set(pair.first());
            group.set(pair.second());
        }
        return members.values().stream()
                .map(group -> new DuplicateGroup(group.stream().boxed().toList(), exact::label))
                .toList();
    }
}
