package org.idem.verify.figures;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.metrics.PairUnits;
import org.idem.run.PairScores;

/**
 * Who is in the pairs of a set, as far as it can be known: by a table of attributes, else by the folders of the pictures if
 * every genuine pair lies in one and every impostor pair in two, else by joining the two of each genuine pair, and images that
 * are the same.
 */
public final class PeopleInPairs {
    private final PairDataset pairs;
    private final PairScores scores;

    private PeopleInPairs(PairDataset pairs, PairScores scores) {
        this.pairs = pairs;
        this.scores = scores;
    }

    /**
     * The persons of the pairs that were compared, for drawing them anew.
     *
     * @param attributes what is known of the images, if anything
     */
    public static PairUnits of(PairDataset pairs, PairScores scores, Optional<AttributeTable> attributes) {
        PeopleInPairs people = new PeopleInPairs(pairs, scores);
        String[] names = attributes
                .filter(table -> table.columns().contains(AttributeTable.IDENTITY))
                .map(people::named)
                .orElse(null);
        if (names == null) {
            names = people.byFolder();
        }
        return people.units(names == null ? people.joined() : numbered(names));
    }

    /** Names by the table; null if it lacks one. */
    private String[] named(AttributeTable table) {
        String[] names = new String[2 * scores.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = table.value(pairs, image(i), AttributeTable.IDENTITY);
            if (names[i].isEmpty()) {
                return null;
            }
        }
        return names;
    }

    /** Number in the set of the i-th image that was compared. */
    private int image(int i) {
        return 2 * scores.numbers()[i / 2] + i % 2;
    }

    /** Names of folders; null where they do not tell persons apart. */
    private String[] byFolder() {
        String[] names = pairs.hasNames() ? new String[2 * scores.size()] : null;
        for (int i = 0; names != null && i < scores.size(); i++) {
            for (int side = 0; side < 2; side++) {
                String key = pairs.key(2 * scores.numbers()[i] + side).replace('\\', '/');
                names[2 * i + side] = key.substring(0, Math.max(0, key.lastIndexOf('/')));
            }
            if (names[2 * i].equals(names[2 * i + 1]) != scores.same()[i]) {
                return null;
            }
        }
        return names;
    }

    private static int[] numbered(String[] names) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] people = new int[names.length];
        for (int i = 0; i < people.length; i++) {
            people[i] = numbers.computeIfAbsent(names[i], name -> numbers.size());
        }
        return people;
    }

    private int[] joined() {
        int[] parents = new int[2 * scores.size()];
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
            Integer equal = first.putIfAbsent(picture(image(i)), i);
            if (equal != null) {
                parents[root(parents, i)] = root(parents, equal);
            }
        }
        for (int i = 0; i < scores.size(); i++) {
            if (scores.same()[i]) {
                parents[root(parents, 2 * i)] = root(parents, 2 * i + 1);
            }
        }
        String[] names = new String[parents.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = Integer.toString(root(parents, i));
        }
        return numbered(names);
    }

    /** What is equal for equal pictures. */
    private String picture(int image) {
        if (pairs.hasNames()) {
            return pairs.key(image);
        }
        try {
            EncodedImage encoded = pairs.image(image);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(encoded.bytes().duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (DamagedImageException e) {
            return "image " + image;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int root(int[] parents, int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private PairUnits units(int[] people) {
        int[] first = new int[scores.size()];
        int[] second = new int[scores.size()];
        int most = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = people[2 * i];
            second[i] = people[2 * i + 1];
            most = Math.max(most, Math.max(first[i], second[i]));
        }
        return new PairUnits(PairUnits.Kind.IDENTITIES, first, second, most + 1);
    }
}
