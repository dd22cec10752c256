package org.idem.input.transform;

import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/** A transform whose result is a square, whether or not chance chooses it. */
interface SquareTransform extends PixelTransform {

    /** Side of the result in pixels, at least 1. */
    int size();

    @Override
    default Pixels pass(Pixels in) {
        return Scaling.bilinear(in, size(), size());
    }

    @Override
    default int width(int inputWidth) {
        return size();
    }

    @Override
    default int height(int inputHeight) {
        return size();
    }
}
