package org.idem.verify.doctor;

/**
 * Multiplies rows with rows: what nearly all the time of a search is spent with. Used by one thread; an implementation may
 * use all processors.
 */
public interface TileProduct extends AutoCloseable {
    /**
     * Sets the rows of the left side, until others are set.
     *
     * @param rows [count, dim]
     */
    void setLeft(float[] rows, int count, int dim);

    /**
     * Every row of the left side times every row of the right one.
     *
     * @param rows [count, dim]
     * @param out gets [left count, count]
     */
    void multiply(float[] rows, int count, float[] out);

    @Override
    void close();
}
