package org.idem.input.transform;

import java.util.ArrayList;
import java.util.List;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformOp.ChannelOrder;
import org.idem.input.transform.TransformOp.Normalization;

/**
 * From a decoded picture to the floats that a network takes: transforms of pixels one after the other, then one pass that
 * mirrors, orders the channels and normalizes by a table of 256 floats per channel. Equal seeds give equal results.
 * Thread-safe.
 */
public final class TransformPipeline {
    private final List<PixelTransform> transforms;
    private final boolean rgb;
    private final List<FlipTransform> lastFlips;
    private final float[][] table;

    private TransformPipeline(
            List<PixelTransform> transforms, boolean rgb, List<FlipTransform> lastFlips, float[][] table) {
        this.transforms = List.copyOf(transforms);
        this.rgb = rgb;
        this.lastFlips = List.copyOf(lastFlips);
        this.table = table;
    }

    /** Makes a pipeline of the entries. Without a Normalization samples stay in [0, 255]. */
    static TransformPipeline of(List<TransformOp> ops) {
        boolean rgb = true;
        float[][] table = table(new Normalization(1, new float[3], new float[] {1, 1, 1}));
        List<PixelTransform> transforms = new ArrayList<>();
        List<FlipTransform> lastFlips = new ArrayList<>();
        int lastFixed = lastFixed(ops);
        for (int i = 0; i < ops.size(); i++) {
            TransformOp op = ops.get(i);
            if (op instanceof ChannelOrder order) {
                rgb = order.redFirst();
            } else if (op instanceof Normalization normalization) {
                table = table(normalization);
            } else if (op instanceof FlipTransform flip && i > lastFixed) {
                lastFlips.add(flip);
            } else if (op instanceof PixelTransform transform) {
                transforms.add(transform);
            }
        }
        return new TransformPipeline(transforms, rgb, lastFlips, table);
    }

    /** Place of the last transform that mirroring must not move across, −1 for none. */
    private static int lastFixed(List<TransformOp> ops) {
        int last = -1;
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i) instanceof PixelTransform transform && !transform.commutesWithMirroring()) {
                last = i;
            }
        }
        return last;
    }

    private static float[][] table(Normalization normalization) {
        float[][] table = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (v * normalization.scale() - normalization.mean()[c])
                        / normalization.std()[c];
            }
        }
        return table;
    }

    /** The same without random transforms, for evaluation; the size that they give stays. */
    public TransformPipeline deterministic() {
        List<PixelTransform> resizing = new ArrayList<>();
        for (PixelTransform transform : transforms) {
            int side = transform.width(0);
            if (side > 0) {
                resizing.add(new ResizeTransform(side));
            }
        }
        return new TransformPipeline(resizing, rgb, List.of(), table);
    }

    /** Width of the output in pixels for an input of that width. */
    public int outputWidth(int inputWidth) {
        int width = inputWidth;
        for (PixelTransform transform : transforms) {
            width = transform.width(width);
        }
        return width;
    }

    /** Height of the output in pixels for an input of that height. */
    public int outputHeight(int inputHeight) {
        int height = inputHeight;
        for (PixelTransform transform : transforms) {
            height = transform.height(height);
        }
        return height;
    }

    /**
     * Runs one picture through all transforms; works on any number of threads at once.
     *
     * @param seed decides the random transforms; make it of the run's seed, the epoch and the image's index
     * @param out gets {@code 3 * outputHeight * outputWidth} float32 values, channels first
     * @param offset of the first value in {@code out}
     */
    public void apply(Pixels in, long seed, float[] out, int offset) {
        Pixels p = pixels(in, seed);
        boolean mirrorX = false;
        boolean mirrorY = false;
        for (int i = 0; i < lastFlips.size(); i++) {
            if (TransformRandom.mix(seed + 0x9e3779b97f4a7c15L * (i + 1)) < 0) {
                mirrorX ^= lastFlips.get(i).leftRight();
                mirrorY ^= lastFlips.get(i).upDown();
            }
        }
        for (int c = 0; c < 3; c++) {
            plane(p, rgb ? c : 2 - c, table[c], mirrorX, mirrorY, out, offset + c * p.width() * p.height());
        }
    }

    private Pixels pixels(Pixels in, long seed) {
        Pixels p = in;
        for (int i = 0; i < transforms.size(); i++) {
            PixelTransform transform = transforms.get(i);
            TransformRandom random = new TransformRandom(seed, i);
            p = random.chance(transform.probability()) ? transform.apply(p, random) : transform.pass(p);
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
