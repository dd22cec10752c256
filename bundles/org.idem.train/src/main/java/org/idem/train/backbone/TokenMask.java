package org.idem.train.backbone;

import java.util.Arrays;

/**
 * Which tokens of a batch are kept, as rows of the flattened batch.
 *
 * @param kept rows that are kept, image by image, in the order in which they are processed
 * @param restoreIndex for every token its position among the kept ones; one past the last of them if it was left out
 */
record TokenMask(long[] kept, long[] restoreIndex) {
    /**
     * Keeps the tokens with the smallest noise, in ascending order of it (He et al., arXiv 2111.06377).
     *
     * @param noise at least 0, one value for each token of each image
     * @param images number of images
     * @param keep number of tokens that are kept of each image
     */
    static TokenMask of(float[] noise, int images, int keep) {
        int tokens = noise.length / images;
        long[] kept = new long[images * keep];
        long[] restored = new long[noise.length];
        Arrays.fill(restored, kept.length);
        for (int image = 0; image < images; image++) {
            long[] keys = new long[tokens];
            for (int token = 0; token < tokens; token++) {
                // The bits of floats that are not negative sort as the numbers do.
                keys[token] = (long) Float.floatToIntBits(noise[image * tokens + token]) << 32 | token;
            }
            Arrays.sort(keys);
            for (int i = 0; i < keep; i++) {
                int row = image * tokens + (int) keys[i];
                kept[image * keep + i] = row;
                restored[row] = (long) image * keep + i;
            }
        }
        return new TokenMask(kept, restored);
    }
}
