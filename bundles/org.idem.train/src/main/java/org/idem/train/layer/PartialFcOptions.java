package org.idem.train.layer;

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
    /** Divided, sparse, all sampled classes at once. */
    public static PartialFcOptions full() {
        return new PartialFcOptions(true, false, 0, 1);
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
