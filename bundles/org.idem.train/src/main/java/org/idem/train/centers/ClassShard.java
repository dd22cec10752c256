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
    public static ClassShard of(int classes, int rank, int world) {
        if (classes < world) {
            throw new IllegalArgumentException(classes + " identities cannot be split over " + world + " workers");
        }
        int share = classes / world;
        int rest = classes % world;
        return new ClassShard(share * rank + Math.min(rank, rest), share + (rank < rest ? 1 : 0), classes);
    }

    /** True where this worker holds the identity. */
    public boolean holds(long identity) {
        return identity >= start && identity < start + count;
    }
}
