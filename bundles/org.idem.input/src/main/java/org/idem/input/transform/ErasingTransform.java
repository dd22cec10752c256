package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import org.idem.data.image.Box;
import org.idem.data.image.Pixels;

/**
 * Covers a random rectangle (Zhong et al., Random Erasing, 2020): its area is a share of the picture's, the logarithm of
 * its sides' ratio is uniform. Ten tries are made to find one that fits, as in torchvision; then the picture stays.
 *
 * @param scale area over the picture's, in (0, 1]
 * @param ratio width over height, positive
 * @param value red, green and blue of the cover in [0, 255], not used with noise
 * @param noise whether every sample of the cover is drawn instead
 * @param probability how often it is applied
 */
record ErasingTransform(UniformRange scale, UniformRange ratio, int[] value, boolean noise, double probability)
        implements PixelTransform {
    private static final int TRIES = 10;

    /** Checks the ranges. */
    ErasingTransform {
        require(scale.low() > 0 && scale.high() <= 1 && ratio.low() > 0, "RandomErasing");
        require(value.length == 3 && isProbability(probability), "RandomErasing");
    }

    static ErasingTransform of(TransformArguments arguments) {
        return new ErasingTransform(
                arguments.range("scale"),
                arguments.range("ratio"),
                arguments.integers("value"),
                arguments.flag("noise", false),
                arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        for (int i = 0; i < TRIES; i++) {
            double side = Math.sqrt(random.within(scale) * in.width() * in.height());
            double sides = Math.exp(random.within(new UniformRange(Math.log(ratio.low()), Math.log(ratio.high()))));
            int w = (int) Math.round(side * Math.sqrt(sides));
            int h = (int) Math.round(side / Math.sqrt(sides));
            if (w >= 1 && h >= 1 && w < in.width() && h < in.height()) {
                Box box = new Box(random.below(in.width() - w + 1), random.below(in.height() - h + 1), w, h);
                return cover(in, box, random);
            }
        }
        return in;
    }

    private Pixels cover(Pixels in, Box box, TransformRandom random) {
        byte[] out = in.rgb().clone();
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            int from = 3 * (y * in.width() + box.x());
            for (int i = 0; i < 3 * box.width(); i++) {
                out[from + i] = (byte) (noise ? random.below(256) : value[i % 3]);
            }
        }
        return new Pixels(in.width(), in.height(), out);
    }
}
