package org.idem.train.kernels.vector;

/**
 * Memory of a tensor as rows of fp32 values, whatever type it has. Within a row the values may stand in another order than
 * in memory, always the same. Threads may use different rows at the same time.
 */
public sealed interface RowMemory permits Fp32Memory, Bf16Memory {
    /** Where the value at an index of a row in memory stands in the rows that are read and written. */
    int position(int index);

    /**
     * Reads rows.
     *
     * @param row first row
     * @param count number of rows
     * @param values is filled from its beginning on
     */
    void read(int row, int count, float[] values);

    /** Writes rows, as {@link #read} read them; rounded to nearest. */
    void write(int row, int count, float[] values);
}
