package org.idem.export.evaluation;

import org.idem.verify.EmbeddedBatch;

/** What becomes of the embeddings of a batch. */
final class EmbeddingVectors {
    private EmbeddingVectors() {}

    /**
     * The embeddings, with those of mirror images added where there are some.
     *
     * @param normalize whether each is brought to length one; one of nothing but zeros stays
     * @return [count, dim] row by row
     */
    static float[] of(EmbeddedBatch batch, boolean normalize, int dim) {
        float[] values = batch.plain().clone();
        for (int i = 0; batch.mirrored() != null && i < values.length; i++) {
            values[i] += batch.mirrored()[i];
        }
        for (int row = 0; normalize && row < batch.count(); row++) {
            normalize(values, row * dim, dim);
        }
        return values;
    }

    private static void normalize(float[] values, int from, int dim) {
        double squares = 0;
        for (int i = from; i < from + dim; i++) {
            squares += (double) values[i] * values[i];
        }
        double length = Math.sqrt(squares);
        for (int i = from; length > 0 && i < from + dim; i++) {
            values[i] = (float) (values[i] / length);
        }
    }
}
