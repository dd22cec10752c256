package org.idem.export;

/** Anything that turns images into embeddings. */
@FunctionalInterface
interface EmbeddingFunction {
    /**
     * Embeds images.
     *
     * @param chw n · 3 · size · size numbers, channels first
     * @return n · dim numbers
     */
    float[] embed(float[] chw, int n);
}
