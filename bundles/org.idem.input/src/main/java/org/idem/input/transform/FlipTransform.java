package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.require;

import org.idem.data.image.Pixels;

/**
 * {@code RandFlipImage}: mirrors half of the pictures.
 *
 * @param leftRight whether left and right are exchanged
 * @param upDown whether top and bottom are exchanged
 */
record FlipTransform(boolean leftRight, boolean upDown) implements PixelTransform {

    static FlipTransform of(TransformArguments arguments) {
        return of((int) arguments.number("flip_code", 1));
    }

    /**
     * By OpenCV's code.
     *
     * @param flipCode 1 left and right, 0 top and bottom, −1 both
     */
    static FlipTransform of(int flipCode) {
        require(flipCode >= -1 && flipCode <= 1, "RandFlipImage");
        return new FlipTransform(flipCode != 0, flipCode != 1);
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
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

    @Override
    public boolean commutesWithMirroring() {
        return true;
    }
}
