package org.idem.input.transform;

import org.idem.data.image.Box;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/** A picture as if taken from further away: shrunk and brought back to its size. */
record LowResolutionTransform(TransformOp.LowResolution op) implements PixelTransform {

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        double share = draws.within(op.scale());
        int width = (int) Math.max(1, Math.round(in.width() * share));
        int height = (int) Math.max(1, Math.round(in.height() * share));
        Pixels small = Scaling.resample(in, Box.of(in), width, height, op.interpolation(draws));
        return Scaling.resample(small, Box.of(small), in.width(), in.height(), op.interpolation(draws));
    }

    @Override
    public double probability() {
        return op.p();
    }
}
