package org.idem.export;

import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformPipeline;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingFunction;

/** Embeds pictures of a fixed list by their numbers: from what was decoded to what a model makes of it. */
@FunctionalInterface
interface PictureEmbedding {
    /** Row by row one embedding for each number, in their order. */
    float[] embed(int... pictures);

    /** Pictures become inputs as the model itself says. */
    static PictureEmbedding of(List<Pixels> pictures, Embedder model) {
        return of(pictures, model.transforms(), model.inputSize(), model);
    }

    /** Pictures become inputs by these transforms. */
    static PictureEmbedding of(List<Pixels> pictures, TransformPipeline transforms, int size, EmbeddingFunction model) {
        int length = 3 * size * size;
        return numbers -> {
            float[] inputs = new float[numbers.length * length];
            for (int i = 0; i < numbers.length; i++) {
                transforms.apply(pictures.get(numbers[i]), 0, inputs, i * length);
            }
            return model.embed(inputs, numbers.length);
        };
    }

    /** Inputs are there already, one array for each picture. */
    static PictureEmbedding of(float[][] inputs, EmbeddingFunction model) {
        return numbers -> {
            int length = inputs[0].length;
            float[] batch = new float[numbers.length * length];
            for (int i = 0; i < numbers.length; i++) {
                System.arraycopy(inputs[numbers[i]], 0, batch, i * length, length);
            }
            return model.embed(batch, numbers.length);
        };
    }
}
