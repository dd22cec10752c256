package org.idem.data.transform;

import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;
import org.idem.data.transform.TransformOp.DecodeImage;
import org.idem.data.transform.TransformOp.NormalizeImage;
import org.idem.data.transform.TransformOp.RandFlipImage;
import org.idem.data.transform.TransformOp.ResizeImage;

/**
 * A list of transforms, made ready: the normalisation is one table of 256 floats per channel. Equal seeds give equal
 * results. Thread-safe.
 */
public final class Transforms {
    private final int resize;
    private final boolean rgb;
    private final int[] flips;
    private final float[][] table;

    private Transforms(int resize, boolean rgb, int[] flips, float[][] table) {
        this.resize = resize;
        this.rgb = rgb;
        this.flips = flips;
        this.table = table;
    }

    /** Compiles the steps. Without a NormalizeImage samples stay in [0, 255]. */
    public static Transforms of(List<TransformOp> ops) {
        int resize = 0;
        boolean rgb = true;
        float[][] table = table(new NormalizeImage(1, new float[3], new float[] {1, 1, 1}));
        for (TransformOp op : ops) {
            if (op instanceof DecodeImage decode) {
                rgb = decode.toRgb();
            } else if (op instanceof NormalizeImage normalize) {
                table = table(normalize);
            } else if (op instanceof ResizeImage size) {
                resize = size.size();
            }
        }
        int[] flips = ops.stream()
                .filter(RandFlipImage.class::isInstance)
                .mapToInt(op -> ((RandFlipImage) op).flipCode())
                .toArray();
        return new Transforms(resize, rgb, flips, table);
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

    /** The same without random steps, for evaluation. */
    public Transforms deterministic() {
        return new Transforms(resize, rgb, new int[0], table);
    }

    /** Width of the output for an input of that width. */
    public int outputWidth(int inputWidth) {
        return resize == 0 ? inputWidth : resize;
    }

    /** Height of the output for an input of that height. */
    public int outputHeight(int inputHeight) {
        return resize == 0 ? inputHeight : resize;
    }

    /**
     * Transforms one picture.
     *
     * @param seed decides the random steps; make it of the run's seed, the epoch and the image's index
     * @param out gets {@code 3 * outputHeight * outputWidth} float32 values, channels first
     * @param offset of the first value in {@code out}
     */
    public void apply(Pixels in, long seed, float[] out, int offset) {
        Pixels p = Scaling.bilinear(in, outputWidth(in.width()), outputHeight(in.height()));
        boolean mirrorX = false;
        boolean mirrorY = false;
        for (int i = 0; i < flips.length; i++) {
            if (mix(seed + 0x9e3779b97f4a7c15L * (i + 1)) < 0) {
                mirrorX ^= flips[i] != 0;
                mirrorY ^= flips[i] != 1;
            }
        }
        for (int c = 0; c < 3; c++) {
            plane(p, rgb ? c : 2 - c, table[c], mirrorX, mirrorY, out, offset + c * p.width() * p.height());
        }
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

    /** Stafford's mixer: every bit of the seed decides about the sign. */
    private static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
