package org.idem.input;

/** The seed of the random transforms of one picture in one epoch of a training. */
public final class ImageSeed {
    private ImageSeed() {}

    /**
     * Mixes what decides the transforms.
     *
     * @param runSeed {@code Global.seed}
     * @param epoch from 0
     * @param index of the image in the training set, without those that the config excludes
     */
    public static long of(long runSeed, int epoch, int index) {
        long mixed = runSeed * 0x9E3779B97F4A7C15L + epoch;
        return mixed * 0xBF58476D1CE4E5B9L + index;
    }
}
