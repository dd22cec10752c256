package org.idem.train.layer;

import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassCenters;
import org.idem.train.collective.Collective;

/**
 * How a classification layer works.
 *
 * @param sharded whether the class centers are divided over the workers (model parallel); otherwise every worker holds
 *     all of them and has the loss of its own rows (data parallel)
 * @param dense whether classes that were not sampled decay and move on with their momentum, as in PLSC without sparse
 *     update; otherwise they are left untouched
 * @param tileSize classes of a tile, 0 for all sampled classes at once
 * @param threads that walk tiles
 */
public record PartialFcOptions(boolean sharded, boolean dense, int tileSize, int threads) {
    /** Tiles of half a mebibyte at 256 numbers, one at 512: two or three of them stay in the cache of a core. */
    public static final int TILE_SIZE = 512;
    /** From this many classes on tiles are faster where centers are kept in bfloat16 (see docs/bench.md). */
    private static final long MAX_FULL_CLASSES = 1 << 15;
    /** Memory that a plain step may take for being a tenth faster where centers are kept in fp32. */
    private static final long MAX_FULL_BYTES = 1L << 30;

    /** Divided, sparse, all sampled classes at once. */
    public static PartialFcOptions full() {
        return new PartialFcOptions(true, false, 0, 1);
    }

    /**
     * Classes of a tile, or 0, whichever is faster and fits. It follows from the config alone, since the two differ by
     * rounding.
     *
     * @param sample classes of a step
     * @param rows images of all workers in a pass
     * @param dim length of a center
     */
    public static int chooseTileSize(long sample, int rows, int dim, CenterFormat format) {
        // Logits, softmax and gradient of every row; centers, averages, gradient and what their arithmetic makes.
        long fullBytes = sample * Float.BYTES * (4L * rows + 10L * dim);
        boolean many = format == CenterFormat.FP32 ? fullBytes > MAX_FULL_BYTES : sample > MAX_FULL_CLASSES;
        return many ? TILE_SIZE : 0;
    }

    /** With tiles of this many classes. */
    public PartialFcOptions withTiles(int classes, int threads) {
        return new PartialFcOptions(sharded, dense, classes, threads);
    }

    LogitComputation createLogits(ClassCenters centers, Collective replicas) {
        if (tileSize == 0) {
            return new FullLogits(centers, replicas);
        }
        if (!sharded) {
            throw new IllegalArgumentException("Tiles need class centers that are divided over the workers");
        }
        return new TiledLogits(centers, threads, tileSize);
    }
}
