package org.idem.input.transform;

import java.util.ArrayList;
import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformOp.DecodeImage;
import org.idem.input.transform.TransformOp.NormalizeImage;
import org.idem.input.transform.TransformOp.RandFlipImage;

/**
 * A list of transforms, made ready: steps on pixels one after the other, then one pass that mirrors, orders the channels
 * and normalises by a table of 256 floats per channel. Equal seeds give equal results. Thread-safe.
 */
public final class Transforms {
    private final List<PixelTransform> steps;
    private final boolean rgb;
    private final int[] flips;
    private final float[][] table;

    private Transforms(List<PixelTransform> steps, boolean rgb, int[] flips, float[][] table) {
        this.steps = List.copyOf(steps);
        this.rgb = rgb;
        this.flips = flips;
        this.table = table;
    }

    /** Compiles the steps. Without a NormalizeImage samples stay in [0, 255]. */
    public static Transforms of(List<TransformOp> ops) {
        boolean rgb = true;
        float[][] table = table(new NormalizeImage(1, new float[3], new float[] {1, 1, 1}));
        List<PixelTransform> steps = new ArrayList<>();
        int lastChange = lastChange(ops);
        for (int i = 0; i < ops.size(); i++) {
            TransformOp op = ops.get(i);
            if (op instanceof DecodeImage decode) {
                rgb = decode.toRgb();
            } else if (op instanceof NormalizeImage normalize) {
                table = table(normalize);
            } else if (!(op instanceof RandFlipImage) || i < lastChange) {
                PixelTransforms.of(op).ifPresent(steps::add);
            }
        }
        int[] flips = ops.stream()
                .skip(lastChange + 1L)
                .filter(RandFlipImage.class::isInstance)
                .mapToInt(op -> ((RandFlipImage) op).flipCode())
                .toArray();
        return new Transforms(steps, rgb, flips, table);
    }

    /** Place of the last augmentation, −1 for none: what is mirrored after it costs nothing in the last pass. */
    private static int lastChange(List<TransformOp> ops) {
        int last = -1;
        for (int i = 0; i < ops.size(); i++) {
            if (PixelTransforms.isAugmentation(ops.get(i))) {
                last = i;
            }
        }
        return last;
    }

    private static float[][] table(NormalizeImage normalize) {
        float[][] table = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (v * normalize.scale() - normalize.mean()[c])
                        / normalize.std()[c];
            }
        }
        return table;
    }

    /** The same without random steps, for evaluation; the size that they give stays. */
    public Transforms deterministic() {
        List<PixelTransform> still = new ArrayList<>();
        for (PixelTransform step : steps) {
            int side = step.width(0);
            if (side > 0) {
                still.add(new ResizeTransform(side));
            }
        }
        return new Transforms(still, rgb, new int[0], table);
    }

    /** Width of the output for an input of that width. */
    public int outputWidth(int inputWidth) {
        int width = inputWidth;
        for (PixelTransform step : steps) {
            width = step.width(width);
        }
        return width;
    }

    /** Height of the output for an input of that height. */
    public int outputHeight(int inputHeight) {
        int height = inputHeight;
        for (PixelTransform step : steps) {
            height = step.height(height);
        }
        return height;
    }

    /**
     * Transforms one picture.
     *
     * @param seed decides the random steps; make it of the run's seed, the epoch and the image's index
     * @param out gets {@code 3 * outputHeight * outputWidth} float32 values, channels first
     * @param offset of the first value in {@code out}
     */
    public void apply(Pixels in, long seed, float[] out, int offset) {
        Pixels p = pixels(in, seed);
        boolean mirrorX = false;
        boolean mirrorY = false;
        for (int i = 0; i < flips.length; i++) {
            if (TransformRandom.mix(seed + 0x9e3779b97f4a7c15L * (i + 1)) < 0) {
                mirrorX ^= flips[i] != 0;
                mirrorY ^= flips[i] != 1;
            }
        }
        for (int c = 0; c < 3; c++) {
            plane(p, rgb ? c : 2 - c, table[c], mirrorX, mirrorY, out, offset + c * p.width() * p.height());
        }
    }

    private Pixels pixels(Pixels in, long seed) {
        Pixels p = in;
        for (int i = 0; i < steps.size(); i++) {
            PixelTransform step = steps.get(i);
            TransformRandom draws = new TransformRandom(seed, i);
            p = draws.chance(step.probability()) ? step.apply(p, draws) : step.pass(p);
        }
        return p;
    }

    private static void plane(
            Pixels p, int channel, float[] values, boolean mirrorX, boolean mirrorY, float[] out, int offset) {
        int w = p.width();
        int h = p.height();
        byte[] rgb = p.rgb();
        int o = offset;
        int step = mirrorX ? -3 : 3;
        for (int y = 0; y < h; y++) {
            int row = 3 * w * (mirrorY ? h - 1 - y : y);
            int at = row + channel + (mirrorX ? 3 * (w - 1) : 0);
            for (int x = 0; x < w; x++, at += step) {
                out[o++] = values[rgb[at] & 0xff];
            }
        }
    }
}
