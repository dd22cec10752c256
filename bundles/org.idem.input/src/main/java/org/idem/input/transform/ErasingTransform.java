package org.idem.input.transform;

import org.idem.data.image.Box;
import org.idem.data.image.Pixels;

/**
 * Covers a random rectangle (Zhong et al., Random Erasing, 2020): its area is a share of the picture's, the logarithm of
 * its sides' ratio is uniform. Ten tries are made to find one that fits, as in torchvision; then the picture stays.
 */
record ErasingTransform(TransformOp.RandomErasing op) implements PixelTransform {
    private static final int TRIES = 10;

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        for (int i = 0; i < TRIES; i++) {
            double side = Math.sqrt(draws.within(op.scale()) * in.width() * in.height());
            double ratio = Math.exp(draws.within(new UniformRange(
                    Math.log(op.ratio().low()), Math.log(op.ratio().high()))));
            int w = (int) Math.round(side * Math.sqrt(ratio));
            int h = (int) Math.round(side / Math.sqrt(ratio));
            if (w >= 1 && h >= 1 && w < in.width() && h < in.height()) {
                Box box = new Box(draws.below(in.width() - w + 1), draws.below(in.height() - h + 1), w, h);
                return cover(in, box, draws);
            }
        }
        return in;
    }

    private Pixels cover(Pixels in, Box box, TransformRandom draws) {
        byte[] out = in.rgb().clone();
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            int from = 3 * (y * in.width() + box.x());
            for (int i = 0; i < 3 * box.width(); i++) {
                out[from + i] = (byte) (op.noise() ? draws.below(256) : op.value()[i % 3]);
            }
        }
        return new Pixels(in.width(), in.height(), out);
    }

    @Override
    public double probability() {
        return op.p();
    }
}
