package org.idem.train.kernels.vector;

/**
 * What a normalization with PReLU has of each channel, arranged: z = scale · x + shift, y = z where z is positive and slope
 * · z elsewhere.
 *
 * @param scales factor of x
 * @param shifts what is added to it
 * @param means of x
 * @param slopeBits bits in which each slope differs from 1: a factor is 1 with those bits flipped where z is not positive,
 *     which needs no comparison
 */
public record NormPreluChannels(float[] scales, float[] shifts, float[] means, int[] slopeBits) {
    /** With slopes as they are. */
    public static NormPreluChannels of(float[] scales, float[] shifts, float[] means, float[] slopes) {
        int one = Float.floatToRawIntBits(1);
        int[] bits = new int[slopes.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(slopes[i]) ^ one;
        }
        return new NormPreluChannels(scales, shifts, means, bits);
    }
}
