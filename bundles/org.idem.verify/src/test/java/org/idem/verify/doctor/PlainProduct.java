package org.idem.verify.doctor;

/** Products as they are written in books. */
final class PlainProduct implements TileProduct {
    private float[] left;
    private int count;
    private int dim;

    @Override
    public void setLeft(float[] rows, int rowCount, int width) {
        left = rows.clone();
        count = rowCount;
        dim = width;
    }

    @Override
    public void multiply(float[] rows, int columns, float[] out) {
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                out[row * columns + column] = (float) Vectors.dot(left, row * dim, rows, column * dim, dim);
            }
        }
    }

    @Override
    public void close() {
        left = null;
    }
}
