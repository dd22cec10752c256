package org.idem.train.head;

import org.idem.train.collective.Collective;

/**
 * How a classification layer works.
 *
 * @param divided whether the class centers are divided over the workers (model parallel); otherwise every worker holds
 *     all of them and has the loss of its own rows (data parallel)
 * @param dense whether classes that were not sampled decay and move on with their momentum, as in PLSC without sparse
 *     update; otherwise they are left untouched
 * @param tile classes of a tile, 0 for all sampled classes at once
 * @param threads that walk tiles
 */
public record LayerOptions(boolean divided, boolean dense, int tile, int threads) {
    /** Tiles of half a mebibyte at 256 numbers, one at 512: two or three of them stay in the cache of a core. */
    public static final int TILE = 512;
    /** Below this the plain path is faster (see docs/bench.md). */
    private static final long FEW = 1 << 15;

    /** Divided, sparse, all sampled classes at once. */
    public static LayerOptions plain() {
        return new LayerOptions(true, false, 0, 1);
    }

    /** The faster of both for a sample of this many classes. */
    public static int tileFor(long sample, boolean divided) {
        return divided && sample > FEW ? TILE : 0;
    }

    /** With tiles of this many classes. */
    public LayerOptions tiles(int classes, int lanes) {
        return new LayerOptions(divided, dense, classes, lanes);
    }

    ClassWalk walk(ClassCenters centers, Collective sharers) {
        if (tile == 0) {
            return new PlainWalk(centers, sharers);
        }
        if (!divided) {
            throw new IllegalArgumentException("Tiles need class centers that are divided over the workers");
        }
        return new TiledWalk(centers, threads, tile);
    }
}
