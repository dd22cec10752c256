package org.idem.ui;

import java.nio.file.Path;
import java.util.List;
import org.idem.core.Progress;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.verify.Embedder;
import org.idem.verify.doctor.EmbeddingCache;
import org.idem.verify.doctor.ImagesOfPeople;
import org.idem.verify.doctor.SetEmbedding;

/** A model that knows people by the mean colour of their pictures. */
final class MeanColor implements Embedder {
    private static final int SIDE = 16;

    @Override
    public int dim() {
        return 3;
    }

    @Override
    public int inputSize() {
        return SIDE;
    }

    @Override
    public TransformPipeline transforms() {
        return Transforms.of(List.of(), SIDE);
    }

    @Override
    public float[] embed(float[] chw, int n) {
        float[] colors = new float[3 * n];
        int plane = SIDE * SIDE;
        for (int i = 0; i < 3 * n * plane; i++) {
            colors[i / plane] += (chw[i] - 100) / plane;
        }
        return colors;
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    /** Leaves the embeddings of a set beside it; returns how many there are. */
    static int embed(Path set) {
        try (ImagesOfPeople people = ImagesOfPeople.open(set, Progress.NONE);
                Embedder model = new MeanColor();
                EmbeddingCache filled = SetEmbedding.fill(people, model, "mean", null, note -> {}, Progress.NONE)) {
            return filled.done();
        }
    }
}
