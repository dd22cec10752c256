package org.idem.train.centers;

import org.idem.train.tensor.Tensor;

/** Rows of a table [rows, dim], each of which belongs to a class, wherever the table keeps it. */
interface TableRows {
    /** Number of rows. */
    int size();

    /** Class of a row, by its position in [0, size). */
    int id(int position);

    /** Number of a row in the table, by its position in [0, size). */
    long row(int position);

    /** The rows at positions [from, from + length). */
    TableRows slice(int from, int length);

    /** The rows of a table, perhaps a view of it. */
    Tensor select(Tensor table);

    /** Copies rows into a table, unless they are a view of it. */
    void copyInto(Tensor table, Tensor rows);
}
