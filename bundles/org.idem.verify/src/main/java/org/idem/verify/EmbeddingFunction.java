package org.idem.verify;

/** Anything that turns images into embeddings. */
@FunctionalInterface
public interface EmbeddingFunction {
    /**
     * Embeds images; an embedding does not depend on what else is in the batch.
     *
     * @param chw n · 3 · size · size numbers, channels first
     * @param n images, at least 1
     * @return n · dim numbers, row by row, not normalized
     */
    float[] embed(float[] chw, int n);
}
