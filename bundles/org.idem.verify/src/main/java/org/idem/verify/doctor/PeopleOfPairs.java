package org.idem.verify.doctor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/**
 * Who is who in a set of pairs: images of the same bytes are one person's, and so are the two of a genuine pair. Sets of pairs
 * use an image several times, so that most of a person's images come together.
 */
final class PeopleOfPairs {
    private static final int CHUNK = 1024;

    private final int[] parents;
    /** Whether the image of a row can be read and did not come before. */
    private final boolean[] counts;

    private PeopleOfPairs(int rows) {
        parents = new int[rows];
        counts = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            parents[row] = row;
        }
    }

    /**
     * Numbers people from 0 in the order of their first rows; rows 2p and 2p + 1 are the images of pair p.
     *
     * @return [rows] the person of each; −1 where the image cannot be read, or came before
     */
    static int[] of(PairDataset pairs, Progress progress) {
        PeopleOfPairs people = read(pairs, progress);
        Map<Integer, Integer> numbers = people.numbers();
        return IntStream.range(0, people.parents.length)
                .map(row -> people.counts[row] ? numbers.get(people.root(row)) : -1)
                .toArray();
    }

    /**
     * The same numbers of people, of every row.
     *
     * @return [rows] the person of each; −1 only where the person has no image that can be read
     */
    static int[] ofEveryRow(PairDataset pairs, Progress progress) {
        PeopleOfPairs people = read(pairs, progress);
        Map<Integer, Integer> numbers = people.numbers();
        return IntStream.range(0, people.parents.length)
                .map(row -> numbers.getOrDefault(people.root(row), -1))
                .toArray();
    }

    private static PeopleOfPairs read(PairDataset pairs, Progress progress) {
        int rows = Math.multiplyExact(2, pairs.pairs());
        PeopleOfPairs people = new PeopleOfPairs(rows);
        Map<ByteBuffer, Integer> first = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            if (row % CHUNK == 0) {
                int at = row;
                progress.checkCancelled();
                progress.report((double) row / rows, () -> Units.count(at) + " images of pairs looked at");
            }
            try {
                Integer same = first.putIfAbsent(hash(pairs.image(row)), row);
                people.counts[row] = same == null;
                if (same != null) {
                    people.join(row, same);
                }
            } catch (DamagedImageException e) {
                System.getLogger(PeopleOfPairs.class.getName()).log(System.Logger.Level.DEBUG, "row " + row, e);
            }
        }
        for (int pair = 0; pair < pairs.pairs(); pair++) {
            if (pairs.same(pair)) {
                people.join(2 * pair, 2 * pair + 1);
            }
        }
        return people;
    }

    private static ByteBuffer hash(EncodedImage image) {
        MessageDigest digest = Sha256.digest();
        digest.update(image.bytes().duplicate());
        return ByteBuffer.wrap(digest.digest());
    }

    private int root(int row) {
        int at = row;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private void join(int one, int other) {
        int a = root(one);
        int b = root(other);
        parents[Math.max(a, b)] = Math.min(a, b);
    }

    /** The number of each person by root, in the order of the first rows that count. */
    private Map<Integer, Integer> numbers() {
        Map<Integer, Integer> byRoot = new HashMap<>();
        for (int row = 0; row < parents.length; row++) {
            if (counts[row]) {
                byRoot.putIfAbsent(root(row), byRoot.size());
            }
        }
        return byRoot;
    }
}
