package org.idem.input.transform;

import org.idem.input.transform.TransformOp.Normalization;

/**
 * From pixels to floats: mirrors, orders the channels, and makes of each sample {@code (sample · scale − mean) / std}, every
 * operation in float32. The last step of each {@link TransformPipeline}, for those that carry it out elsewhere.
 *
 * @param redFirst whether the channels are red, green, blue; otherwise blue first
 * @param scale factor on samples in [0, 255]
 * @param mean three values, in the order of the channels; not to be changed
 * @param std three values, in the order of the channels; not to be changed
 */
public record FinalPass(boolean redFirst, float scale, float[] mean, float[] std) {
    /** A picture is mirrored left to right. */
    public static final int LEFT_RIGHT = 1;

    /** A picture is mirrored top to bottom. */
    public static final int UP_DOWN = 2;

    static FinalPass of(boolean redFirst, Normalization normalization) {
        return new FinalPass(redFirst, normalization.scale(), normalization.mean(), normalization.std());
    }

    /** What becomes of each sample of each channel, [3][256]. */
    float[][] table() {
        float[][] table = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (v * scale - mean[c]) / std[c];
            }
        }
        return table;
    }
}
