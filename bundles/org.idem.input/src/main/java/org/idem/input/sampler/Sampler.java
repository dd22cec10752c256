package org.idem.input.sampler;

/** Which images each worker sees in which order. Thread-safe; the same arguments always give the same batches. */
public interface Sampler {

    /** Number of steps in an epoch. */
    int batchesPerEpoch();

    /** One worker's batches in an epoch, both counted from 0. */
    BatchIndices epoch(int epoch, int rank);
}
