package org.idem.input.transform;

import org.idem.data.image.Pixels;

/** Mirroring at its place among other random steps. */
record FlipTransform(boolean leftRight, boolean upDown) implements PixelTransform {

    static FlipTransform of(TransformOp.RandFlipImage op) {
        return new FlipTransform(op.flipCode() != 0, op.flipCode() != 1);
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        int w = in.width();
        int h = in.height();
        byte[] out = new byte[3 * w * h];
        for (int y = 0, o = 0; y < h; y++) {
            int row = 3 * w * (upDown ? h - 1 - y : y);
            for (int x = 0; x < w; x++, o += 3) {
                System.arraycopy(in.rgb(), row + 3 * (leftRight ? w - 1 - x : x), out, o, 3);
            }
        }
        return new Pixels(w, h, out);
    }

    @Override
    public double probability() {
        return 0.5;
    }
}
