package org.idem.input.transform;

import org.idem.data.image.Pixels;

/** A step that makes pixels of pixels. Thread-safe; never writes into its input. */
interface PixelTransform {

    /** Transforms one picture. */
    Pixels apply(Pixels in, TransformRandom draws);

    /** Width of the result for an input of that width. */
    default int width(int inputWidth) {
        return inputWidth;
    }

    /** Height of the result for an input of that height. */
    default int height(int inputHeight) {
        return inputHeight;
    }

    /** What is done where chance does not choose the step: nothing, or what keeps the size. */
    default Pixels pass(Pixels in) {
        return in;
    }

    /** How often the step is done, in [0, 1]. */
    double probability();
}
