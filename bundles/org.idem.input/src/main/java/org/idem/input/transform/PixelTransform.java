package org.idem.input.transform;

import org.idem.data.image.Pixels;

/**
 * A transform that makes pixels of pixels. A new one is a class with a static factory from {@link TransformArguments},
 * its line in {@link Transforms} and its keys in the config's schema. Thread-safe; never writes into its input.
 */
non-sealed interface PixelTransform extends TransformOp {

    /** Transforms one picture. */
    Pixels apply(Pixels in, TransformRandom random);

    /** How often it is applied, in [0, 1]. */
    double probability();

    /** What is done where chance does not choose the transform: nothing, or what keeps the size. */
    default Pixels pass(Pixels in) {
        return in;
    }

    /** Width of the result in pixels for an input of that width. */
    default int width(int inputWidth) {
        return inputWidth;
    }

    /** Height of the result in pixels for an input of that height. */
    default int height(int inputHeight) {
        return inputHeight;
    }

    /**
     * Whether mirroring before it and after it give the same. Mirroring that only such transforms follow is done in the
     * last pass, where it costs nothing.
     */
    default boolean commutesWithMirroring() {
        return false;
    }
}
