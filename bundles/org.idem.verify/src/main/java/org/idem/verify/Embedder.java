package org.idem.verify;

import org.idem.input.transform.TransformPipeline;

/** A model that embeds images and says what its inputs look like. Used by one thread at a time. */
public interface Embedder extends EmbeddingFunction, AutoCloseable {

    /** Length of an embedding. */
    int dim();

    /** Side of the square input in pixels. */
    int inputSize();

    /** What makes an input of an image; nothing random. */
    TransformPipeline transforms();

    /** Frees the model; it must not be used afterwards. */
    @Override
    void close();
}
