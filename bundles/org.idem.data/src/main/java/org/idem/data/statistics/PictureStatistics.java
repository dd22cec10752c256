package org.idem.data.statistics;

import java.util.stream.IntStream;

/** How often each measure has each value over pictures of a set, and which pictures these are. Immutable. */
public final class PictureStatistics {
    /** The pictures by number, or null for all in order. */
    private final int[] images;
    /** [measure][place]: the bar, or −1 for a picture that could not be decoded. */
    private final byte[][] bars;

    PictureStatistics(int[] images, byte[][] bars) {
        this.images = images;
        this.bars = bars;
    }

    /** How many pictures were looked at. */
    public int looked() {
        return bars[0].length;
    }

    /** How many of them could be decoded. */
    public int measured() {
        int measured = 0;
        for (byte bar : bars[0]) {
            measured += bar >= 0 ? 1 : 0;
        }
        return measured;
    }

    /** Number of pictures in each bar, [bars]. */
    public int[] counts(Measure measure) {
        int[] counts = new int[measure.bars()];
        for (byte bar : bars[measure.ordinal()]) {
            if (bar >= 0) {
                counts[bar]++;
            }
        }
        return counts;
    }

    /** The numbers of the pictures of a bar, ascending. */
    public int[] images(Measure measure, int bar) {
        byte[] of = bars[measure.ordinal()];
        return IntStream.range(0, of.length)
                .filter(place -> of[place] == bar)
                .map(place -> images == null ? place : images[place])
                .toArray();
    }
}
