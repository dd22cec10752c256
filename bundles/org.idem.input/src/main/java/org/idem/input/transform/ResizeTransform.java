package org.idem.input.transform;

import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/** Bilinear resampling to a square. */
record ResizeTransform(int size) implements PixelTransform {

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
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
