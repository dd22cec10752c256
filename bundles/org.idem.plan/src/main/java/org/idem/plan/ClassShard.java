package org.idem.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The identities of one rank: [start, start + count). Ranks get equal shares, the first ones one more where it does not
 * divide.
 *
 * @param start first identity, counted from 0
 * @param count number of identities
 * @param classes identities of all ranks
 */
public record ClassShard(int start, int count, int classes) {
    /**
     * The share of one rank.
     *
     * @throws IllegalArgumentException if there are fewer identities than ranks
     */
    public static ClassShard of(int classes, int rank, int worldSize) {
        if (classes < worldSize) {
            throw new IllegalArgumentException(classes + " identities cannot be split over " + worldSize + " workers");
        }
        int share = classes / worldSize;
        int remainder = classes % worldSize;
        return new ClassShard(share * rank + Math.min(rank, remainder), share + (rank < remainder ? 1 : 0), classes);
    }

    /** The shares of all ranks, in their order. */
    public static List<ClassShard> all(int classes, int worldSize) {
        List<ClassShard> shards = new ArrayList<>();
        for (int rank = 0; rank < worldSize; rank++) {
            shards.add(of(classes, rank, worldSize));
        }
        return shards;
    }

    /** True where this rank holds the identity. */
    public boolean contains(long identity) {
        return identity >= start && identity < start + count;
    }
}
