package org.idem.input.transform;

import org.idem.data.image.Box;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/**
 * A random part brought to the wanted size, drawn as PLSC's {@code RandCropImage} draws it: first the ratio of the sides,
 * then the area, cut off at the largest part of that ratio, then the place.
 */
record CropTransform(TransformOp.RandCropImage op) implements PixelTransform {

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        Box part = part(in.width(), in.height(), draws);
        return Scaling.resample(in, part, op.size(), op.size(), op.interpolation(draws));
    }

    private Box part(int width, int height, TransformRandom draws) {
        double ratio = draws.within(op.ratio());
        double bound = Math.min((double) width / height / ratio, (double) height / width * ratio);
        UniformRange share = new UniformRange(
                Math.min(op.scale().low(), bound), Math.min(op.scale().high(), bound));
        double side = Math.sqrt(draws.within(share) * width * height);
        int w = clamp((int) (side * Math.sqrt(ratio)), width);
        int h = clamp((int) (side / Math.sqrt(ratio)), height);
        return new Box(draws.below(width - w + 1), draws.below(height - h + 1), w, h);
    }

    private static int clamp(int length, int whole) {
        return Math.max(1, Math.min(whole, length));
    }

    @Override
    public Pixels pass(Pixels in) {
        return Scaling.bilinear(in, op.size(), op.size());
    }

    @Override
    public int width(int inputWidth) {
        return op.size();
    }

    @Override
    public int height(int inputHeight) {
        return op.size();
    }

    @Override
    public double probability() {
        return op.p();
    }
}
