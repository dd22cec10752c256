package org.idem.train.layer;

import org.idem.plan.LogitTiles;
import org.idem.train.centers.ClassCenters;
import org.idem.train.collective.Collective;

/**
 * How a classification layer computes.
 *
 * @param sharded whether the class centers are divided over the ranks (model parallel); otherwise every rank holds all
 *     of them and has the loss of its own rows (data parallel)
 * @param dense whether classes that were not sampled take part in weight decay and momentum, as in PLSC without sparse
 *     update; otherwise they are left untouched
 * @param tileSize number of classes of a tile, 0 for logits of all sampled classes at once
 * @param threads number of threads that compute tiles, at least 1
 * @param keptBytes memory in which tiles keep logits between their passes
 */
public record PartialFcOptions(boolean sharded, boolean dense, int tileSize, int threads, long keptBytes) {
    /** With the bytes for kept logits that plans count on. */
    public PartialFcOptions(boolean sharded, boolean dense, int tileSize, int threads) {
        this(sharded, dense, tileSize, threads, LogitTiles.MAX_KEPT_BYTES);
    }

    /** Sharded, sparse, logits of all sampled classes at once. */
    public static PartialFcOptions full() {
        return new PartialFcOptions(true, false, 0, 1);
    }

    /**
     * Returns the same options with logits that are computed tile by tile.
     *
     * @param classes number of classes of a tile, 0 for none
     */
    public PartialFcOptions withTiles(int classes, int threads) {
        return new PartialFcOptions(sharded, dense, classes, threads, keptBytes);
    }

    /**
     * Returns the same options with another bound of what tiles keep.
     *
     * @param bytes 0 to compute logits anew in every pass
     */
    PartialFcOptions withKeptBytes(long bytes) {
        return new PartialFcOptions(sharded, dense, tileSize, threads, bytes);
    }

    LogitComputation createLogits(ClassCenters centers, Collective replicas) {
        if (tileSize == 0) {
            return new FullLogits(centers, replicas);
        }
        if (!sharded) {
            throw new IllegalArgumentException("Tiles need class centers that are divided over the workers");
        }
        return new TiledLogits(centers, threads, tileSize, keptBytes);
    }
}
