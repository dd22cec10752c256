package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import org.idem.data.image.Pixels;

/**
 * Changes brightness, contrast, saturation and hue by chance, in a random order, as torchvision does. Each strength s
 * random a factor from [max(0, 1 − s), 1 + s].
 *
 * @param brightness strength, at least 0
 * @param contrast strength, at least 0
 * @param saturation strength, at least 0
 * @param hue the turn is drawn from [−hue, hue], in circles, at most 0.5
 * @param probability how often it is applied
 */
record JitterTransform(double brightness, double contrast, double saturation, double hue, double probability)
        implements PixelTransform {

    /** Checks the ranges. */
    JitterTransform {
        require(brightness >= 0 && contrast >= 0 && saturation >= 0, "ColorJitter");
        require(hue >= 0 && hue <= 0.5 && isProbability(probability), "ColorJitter");
    }

    static JitterTransform of(TransformArguments arguments) {
        return new JitterTransform(
                arguments.number("brightness"),
                arguments.number("contrast"),
                arguments.number("saturation"),
                arguments.number("hue"),
                arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        byte[] rgb = in.rgb().clone();
        double light = factor(brightness, random);
        double spread = factor(contrast, random);
        double color = factor(saturation, random);
        double turn = random.within(new UniformRange(-hue, hue));
        for (int change : order(random)) {
            switch (change) {
                case 0 -> ColorAdjustments.brighten(rgb, light);
                case 1 -> ColorAdjustments.contrast(rgb, spread);
                case 2 -> ColorAdjustments.saturate(rgb, color);
                default -> ColorAdjustments.rotate(rgb, turn);
            }
        }
        return new Pixels(in.width(), in.height(), rgb);
    }

    private static double factor(double strength, TransformRandom random) {
        return random.within(new UniformRange(Math.max(0, 1 - strength), 1 + strength));
    }

    private static int[] order(TransformRandom random) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.below(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return order;
    }
}
