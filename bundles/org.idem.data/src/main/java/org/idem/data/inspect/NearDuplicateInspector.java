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
 * hash differ, as {@link NearHashes} finds them; aligned faces are much alike, so that candidates are decoded again and
 * compared.
 */
final class NearDuplicateInspector implements ImageInspector {
    private static final int COMPARED_AT_ONCE = 1000;

    private static final int SIDE = 32;
    private static final double LEAST_CORRELATION = 0.995;

    private final long[] hashes;
    private final BitSet seen = new BitSet();
    private final DuplicateInspector exact;

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
        int[] indices = seen.stream().toArray();
        long[] candidates = NearHashes.pairs(hashes, indices, this::haveSameBytes, progress);
        if (candidates.length == NearHashes.MOST_PAIRS) {
            System.getLogger(NearDuplicateInspector.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Too many pictures of {0} are alike to compare them all",
                            set.path());
        }
        int[] root = new int[hashes.length];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
        }
        List<Long> same = new ArrayList<>();
        for (int from = 0; from < candidates.length; from += COMPARED_AT_ONCE) {
            progress.checkCancelled();
            int done = Math.min(candidates.length, from + COMPARED_AT_ONCE);
            Arrays.stream(candidates, from, done)
                    .parallel()
                    .filter(pair -> looksSame(set, pair))
                    .boxed()
                    .forEachOrdered(same::add);
            progress.report(
                    (double) done / candidates.length,
                    () -> Units.count(done) + " of " + Units.count(candidates.length) + " candidates compared");
        }
        same.forEach(pair -> root[find(root, NearHashes.second(pair))] = find(root, NearHashes.first(pair)));
        return DuplicateGroup.findings(groups(root, same), set, Unusual.NEAR_DUPLICATE, "The same picture as ");
    }

    private boolean haveSameBytes(long pair) {
        return exact.isSame(NearHashes.first(pair), NearHashes.second(pair));
    }

    private static boolean looksSame(ImageDataset set, long pair) {
        try {
            Thumbnail first = Thumbnail.of(ImageDecoder.decode(set.image(NearHashes.first(pair))), SIDE);
            Thumbnail second = Thumbnail.of(ImageDecoder.decode(set.image(NearHashes.second(pair))), SIDE);
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

    private List<DuplicateGroup> groups(int[] root, List<Long> same) {
        Map<Integer, BitSet> members = new HashMap<>();
        for (long pair : same) {
            BitSet group = members.computeIfAbsent(find(root, NearHashes.first(pair)), index -> new BitSet());
            group.set(NearHashes.first(pair));
            group.set(NearHashes.second(pair));
        }
        return members.values().stream()
                .map(group -> new DuplicateGroup(group.stream().boxed().toList(), exact::label))
                .toList();
    }
}
