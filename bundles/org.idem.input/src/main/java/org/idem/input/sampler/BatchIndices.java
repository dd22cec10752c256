package org.idem.input.sampler;

/** The batches of one worker in one epoch, each made when it is asked for. Thread-safe. */
public interface BatchIndices {

    /** How many there are. */
    int count();

    /** Image numbers of a batch, counted from 0. */
    int[] get(int batch);

    /** Batches that are written out. */
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

    /** The first ones only. */
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
