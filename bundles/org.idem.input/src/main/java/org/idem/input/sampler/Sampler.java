package org.idem.input.sampler;

/** Which images each rank sees in which order. Thread-safe; equal arguments always give equal batches. */
public interface Sampler {

    /** Number of batches of each rank in an epoch, which is the number of its steps. */
    int batchesPerEpoch();

    /**
     * The batches of one rank in one epoch.
     *
     * @param epoch counted from 0
     * @param rank counted from 0, below the world size
     */
    BatchIndices epoch(int epoch, int rank);
}
