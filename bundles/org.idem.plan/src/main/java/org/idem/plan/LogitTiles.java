package org.idem.plan;

/**
 * Whether logits are computed of all sampled classes at once or tile by tile, and the memory of the former. Figures are
 * those of docs/bench.md.
 */
public final class LogitTiles {
    /** Classes of a tile: half a mebibyte at 256 numbers, one at 512; two or three of them stay in the cache of a core. */
    public static final int TILE_SIZE = 512;
    /** From this many classes on tiles are faster where centers are kept in bfloat16. */
    private static final long MAX_FULL_CLASSES = 1 << 15;
    /** Memory that a step at once may take for being a tenth faster where centers are kept in fp32. */
    private static final long MAX_FULL_BYTES = 1L << 30;

    /** Memory that tiles may take for computing logits once a step instead of twice. */
    public static final long MAX_KEPT_BYTES = 256L << 20;

    private LogitTiles() {}

    /**
     * Number of classes of a tile, 0 for all at once, whichever is faster and fits. It follows from the config alone, since
     * the two differ by rounding.
     *
     * @param sample number of classes of a step
     * @param rows images of all ranks in a pass
     * @param dim length of a center
     * @param fp32 whether centers are kept in fp32
     */
    public static int chooseSize(long sample, int rows, int dim, boolean fp32) {
        boolean many = fp32 ? fullBytes(sample, rows, dim) > MAX_FULL_BYTES : sample > MAX_FULL_CLASSES;
        return many ? TILE_SIZE : 0;
    }

    /** Logits, softmax and gradient of every row; centers, averages, gradient and what their arithmetic makes. */
    static long fullBytes(long sample, int rows, int dim) {
        return sample * Float.BYTES * (4L * rows + 10L * dim);
    }

    /** Bytes in which the logits of a micro batch are kept between the passes over tiles. */
    public static long keptBytes(long sample, int rows) {
        return sample * Float.BYTES * (long) rows;
    }

    /**
     * Memory of tiles in bytes, as above for one tile a thread, a number for each sampled class, and the logits that are kept.
     *
     * @param passes micro batches of a step
     */
    static long tiledBytes(long sample, int rows, int dim, int threads, int passes) {
        long one = keptBytes(sample, rows);
        long kept = Math.min(passes, MAX_KEPT_BYTES / Math.max(1, one)) * one;
        return threads * fullBytes(TILE_SIZE, rows, dim) + sample * Float.BYTES + kept;
    }
}
