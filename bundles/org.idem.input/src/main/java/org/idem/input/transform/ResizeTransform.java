package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.require;

import org.idem.data.image.Pixels;

/**
 * Bilinear resampling to a square.
 *
 * @param size side in pixels, at least 1
 */
record ResizeTransform(int size) implements SquareTransform {

    /** Checks the size. */
    ResizeTransform {
        require(size >= 1, "ResizeImage");
    }

    static ResizeTransform of(TransformArguments arguments) {
        return new ResizeTransform((int) arguments.number("size"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        return pass(in);
    }

    @Override
    public double probability() {
        return 1;
    }

    @Override
    public boolean commutesWithMirroring() {
        return true;
    }
}
