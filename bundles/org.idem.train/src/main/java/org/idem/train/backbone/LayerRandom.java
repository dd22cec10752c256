package org.idem.train.backbone;

import java.util.SplittableRandom;
import org.idem.model.Graph;
import org.idem.train.tensor.RandomStreams;

/** Random choices of one training pass: which tokens are left out and which blocks are skipped. */
@FunctionalInterface
public interface LayerRandom {
    /**
     * Uniform values in [0, 1), image by image.
     *
     * @param layer position of the layer in {@link Graph#layers()}
     * @param images number of images of the pass
     * @param perImage number of values for each image
     * @return [images · perImage]
     */
    float[] uniform(int layer, int images, int perImage);

    /**
     * Choices that follow from seed, step and the image's position in the global batch alone, so that a resumed
     * training and one with another number of ranks choose alike.
     *
     * @param firstImage position of the pass's first image in the global batch
     */
    static LayerRandom of(long seed, long step, long firstImage) {
        long key = RandomStreams.of(seed, step).nextLong();
        return (layer, images, perImage) -> {
            float[] values = new float[images * perImage];
            for (int image = 0; image < images; image++) {
                SplittableRandom random = RandomStreams.of(key + layer, firstImage + image);
                for (int i = 0; i < perImage; i++) {
                    values[image * perImage + i] = (random.nextInt() >>> 8) * 0x1p-24f;
                }
            }
            return values;
        };
    }
}
