package org.idem.export;

import org.idem.input.transform.TransformPipeline;
import org.idem.protocol.InputContract;
import org.idem.verify.Embedder;

/**
 * A model of whatever kind, ready to embed images. Closing it frees the model.
 *
 * @param model what computes embeddings
 * @param input what its inputs are made like
 * @param transforms what makes them so
 * @param origin where its weights come from
 */
public record LoadedModel(Embedder model, InputContract input, TransformPipeline transforms, ModelOrigin origin)
        implements Embedder {

    LoadedModel(Embedder model, ModelInput input, ModelOrigin origin) {
        this(model, input.contract(), input.transforms(), origin);
    }

    @Override
    public int dim() {
        return model.dim();
    }

    @Override
    public int inputSize() {
        return model.inputSize();
    }

    @Override
    public float[] embed(float[] chw, int n) {
        return model.embed(chw, n);
    }

    @Override
    public void close() {
        model.close();
    }
}
