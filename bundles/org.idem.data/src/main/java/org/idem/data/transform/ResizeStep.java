package org.idem.data.transform;

import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/** Bilinear resampling to a square. */
record ResizeStep(int size) implements PixelStep {

    @Override
    public Pixels apply(Pixels in, Draws draws) {
        return Scaling.bilinear(in, size, size);
    }

    @Override
    public Pixels pass(Pixels in) {
        return Scaling.bilinear(in, size, size);
    }

    @Override
    public int width(int inputWidth) {
        return size;
    }

    @Override
    public int height(int inputHeight) {
        return size;
    }

    @Override
    public double probability() {
        return 1;
    }
}
