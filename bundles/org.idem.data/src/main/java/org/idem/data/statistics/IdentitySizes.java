package org.idem.data.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.core.Units;

/** How many identities have how many images, in bars that double in width: 1, 2 to 3, 4 to 7 and so on. */
public final class IdentitySizes {
    private final int[] images;
    private final int[] identities;

    /** Of the number of images of each identity; not changed any more. */
    public IdentitySizes(int[] imagesPerIdentity) {
        this.images = imagesPerIdentity;
        int most = Arrays.stream(imagesPerIdentity).max().orElse(0);
        this.identities = new int[most == 0 ? 0 : bar(most) + 1];
        for (int count : imagesPerIdentity) {
            if (count > 0) {
                identities[bar(count)]++;
            }
        }
    }

    private static int bar(int count) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(count);
    }

    /** Number of identities in each bar; those without an image are in none. */
    public int[] counts() {
        return identities.clone();
    }

    /** Number of identities without an image. */
    public int empty() {
        return (int) Arrays.stream(images).filter(count -> count == 0).count();
    }

    /** Where the bars begin, and where the last one ends, in images. */
    public double[] edges() {
        double[] edges = new double[identities.length + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = 1L << i;
        }
        return edges;
    }

    /** The bar in words: {@code 1}, {@code 4 to 7}. */
    public String range(int bar) {
        long from = 1L << bar;
        return bar == 0 ? "1" : Units.count(from) + " to " + Units.count(2 * from - 1);
    }

    /** Whether an identity is in a bar. */
    public boolean isIn(int identity, int bar) {
        return identity >= 0 && identity < images.length && images[identity] > 0 && bar(images[identity]) == bar;
    }

    /** All bars in words, for tables. */
    public List<String> ranges() {
        List<String> ranges = new ArrayList<>();
        for (int bar = 0; bar < identities.length; bar++) {
            ranges.add(range(bar));
        }
        return ranges;
    }
}
