package org.idem.train.centers;

/**
 * The identities of one worker: [start, start + count). Workers get equal shares, the first ones one more where it does
 * not divide.
 *
 * @param start first identity
 * @param count number of identities
 * @param classes identities of all workers
 */
public record ClassShard(int start, int count, int classes) {
    /** The share of one worker. */
    public static ClassShard of(int classes, int rank, int worldSize) {
        if (classes < worldSize) {
            throw new IllegalArgumentException(classes + " identities cannot be split over " + worldSize + " workers");
        }
        int share = classes / worldSize;
        int remainder = classes % worldSize;
        return new ClassShard(share * rank + Math.min(rank, remainder), share + (rank < remainder ? 1 : 0), classes);
    }

    /** True where this worker holds the identity. */
    public boolean contains(long identity) {
        return identity >= start && identity < start + count;
    }
}
