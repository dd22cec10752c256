package org.idem.input.transform;

import org.idem.data.image.Pixels;

/** Changes brightness, contrast, saturation and hue by chance, in a random order, as torchvision does. */
record JitterTransform(TransformOp.ColorJitter op) implements PixelTransform {

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        byte[] rgb = in.rgb().clone();
        double brightness = factor(op.brightness(), draws);
        double contrast = factor(op.contrast(), draws);
        double saturation = factor(op.saturation(), draws);
        double hue = draws.within(new UniformRange(-op.hue(), op.hue()));
        for (int change : order(draws)) {
            switch (change) {
                case 0 -> ColorAdjustments.brighten(rgb, brightness);
                case 1 -> ColorAdjustments.contrast(rgb, contrast);
                case 2 -> ColorAdjustments.saturate(rgb, saturation);
                default -> ColorAdjustments.rotate(rgb, hue);
            }
        }
        return new Pixels(in.width(), in.height(), rgb);
    }

    private static double factor(double strength, TransformRandom draws) {
        return draws.within(new UniformRange(Math.max(0, 1 - strength), 1 + strength));
    }

    private static int[] order(TransformRandom draws) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return order;
    }

    @Override
    public double probability() {
        return op.p();
    }
}
