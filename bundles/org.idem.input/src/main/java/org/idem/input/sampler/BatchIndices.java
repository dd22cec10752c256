package org.idem.input.sampler;

/** Which images make the batches of one rank in one epoch; each batch is made when it is asked for. Thread-safe. */
public interface BatchIndices {

    /** Number of batches. */
    int count();

    /**
     * Image numbers of a batch, counted from 0, in an array of its own.
     *
     * @param batch from 0 to {@code count() − 1}
     */
    int[] get(int batch);

    /** Batches that are listed one by one. */
    static BatchIndices of(int[][] batches) {
        return new BatchIndices() {
            @Override
            public int count() {
                return batches.length;
            }

            @Override
            public int[] get(int batch) {
                return batches[batch].clone();
            }
        };
    }

    /** At most the first {@code wanted} batches. */
    default BatchIndices first(int wanted) {
        BatchIndices all = this;
        int limit = Math.min(wanted, count());
        return new BatchIndices() {
            @Override
            public int count() {
                return limit;
            }

            @Override
            public int[] get(int batch) {
                return all.get(batch);
            }
        };
    }
}
