package org.idem.train.backbone;

import java.util.SplittableRandom;
import org.idem.model.Graph;
import org.idem.train.tensor.RandomStreams;

/** The random numbers of one training pass: which tokens are left out and which blocks are skipped. */
@FunctionalInterface
public interface LayerRandom {
    /**
     * Uniform numbers in [0, 1), image by image.
     *
     * @param layer place of the asking layer in {@link Graph#layers()}
     * @param images of the pass
     * @param perImage numbers for one image
     */
    float[] uniform(int layer, int images, int perImage);

    /**
     * Numbers that follow from seed, step and the image's place in the global batch alone: a resumed training and one
     * with another number of workers draw the same.
     *
     * @param firstImage place of the pass's first image
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
