package org.idem.input.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.idem.data.image.Pixels;
import org.idem.input.transform.TransformOp.ChannelOrder;
import org.idem.input.transform.TransformOp.Normalization;

/**
 * From a decoded picture to the floats that a network takes: transforms of pixels one after the other, then one pass that
 * mirrors, orders the channels and normalizes by a table of 256 floats per channel. Equal seeds give equal results.
 * Thread-safe.
 */
public final class TransformPipeline {
    private final List<Entry> transforms;
    private final FinalPass finalPass;
    private final List<Entry> lastFlips;
    private final float[][] table;

    /** A transform and its place in {@code transform_ops}. */
    private record Entry(int place, PixelTransform transform) {}

    private TransformPipeline(List<Entry> transforms, List<Entry> lastFlips, FinalPass finalPass) {
        this.transforms = List.copyOf(transforms);
        this.lastFlips = List.copyOf(lastFlips);
        this.finalPass = finalPass;
        this.table = finalPass.table();
    }

    /** Makes a pipeline of the entries. Without a Normalization samples stay in [0, 255]. */
    static TransformPipeline of(List<TransformOp> ops) {
        boolean rgb = true;
        Normalization normalization = new Normalization(1, new float[3], new float[] {1, 1, 1});
        List<Entry> transforms = new ArrayList<>();
        List<Entry> lastFlips = new ArrayList<>();
        int lastFixed = lastFixed(ops);
        for (int i = 0; i < ops.size(); i++) {
            TransformOp op = ops.get(i);
            if (op instanceof ChannelOrder order) {
                rgb = order.redFirst();
            } else if (op instanceof Normalization given) {
                normalization = given;
            } else if (op instanceof FlipTransform flip && i > lastFixed) {
                lastFlips.add(new Entry(i, flip));
            } else if (op instanceof PixelTransform transform) {
                transforms.add(new Entry(i, transform));
            }
        }
        return new TransformPipeline(transforms, lastFlips, FinalPass.of(rgb, normalization));
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

    /** The same without random transforms, for evaluation; the size that they give stays. */
    public TransformPipeline deterministic() {
        List<Entry> resizing = new ArrayList<>();
        for (Entry entry : transforms) {
            int side = entry.transform().width(0);
            if (side > 0) {
                resizing.add(new Entry(entry.place(), new ResizeTransform(side)));
            }
        }
        return new TransformPipeline(resizing, List.of(), finalPass);
    }

    /** Width of the output in pixels for an input of that width. */
    public int outputWidth(int inputWidth) {
        int width = inputWidth;
        for (Entry entry : transforms) {
            width = entry.transform().width(width);
        }
        return width;
    }

    /** Height of the output in pixels for an input of that height. */
    public int outputHeight(int inputHeight) {
        int height = inputHeight;
        for (Entry entry : transforms) {
            height = entry.transform().height(height);
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
        int mirrors = mirrors(seed);
        boolean mirrorX = (mirrors & FinalPass.LEFT_RIGHT) != 0;
        boolean mirrorY = (mirrors & FinalPass.UP_DOWN) != 0;
        for (int c = 0; c < 3; c++) {
            int channel = finalPass.redFirst() ? c : 2 - c;
            plane(p, channel, table[c], mirrorX, mirrorY, out, offset + c * p.width() * p.height());
        }
    }

    /** What {@link #apply} does last, to the pixels of {@link #pixels} with the mirrors of {@link #mirrors}. */
    public FinalPass finalPass() {
        return finalPass;
    }

    /** How the last pass mirrors a picture: {@link FinalPass#LEFT_RIGHT} and {@link FinalPass#UP_DOWN}, or 0. */
    public int mirrors(long seed) {
        int mirrors = 0;
        for (int i = 0; i < lastFlips.size(); i++) {
            if (mirrors(seed, i) && lastFlips.get(i).transform() instanceof FlipTransform flip) {
                mirrors ^= (flip.leftRight() ? FinalPass.LEFT_RIGHT : 0) | (flip.upDown() ? FinalPass.UP_DOWN : 0);
            }
        }
        return mirrors;
    }

    private static boolean mirrors(long seed, int lastFlip) {
        return TransformRandom.mix(seed + 0x9e3779b97f4a7c15L * (lastFlip + 1)) < 0;
    }

    /** A picture before the last pass; works on any number of threads at once. */
    public Pixels pixels(Pixels in, long seed) {
        Pixels p = in;
        for (int i = 0; i < transforms.size(); i++) {
            p = step(i, p, seed, false).pixels();
        }
        return p;
    }

    private TransformStep step(int i, Pixels in, long seed, boolean left) {
        Entry entry = transforms.get(i);
        TransformRandom random = new TransformRandom(seed, i);
        boolean chosen = random.chance(entry.transform().probability()) && !left;
        Pixels out =
                chosen ? entry.transform().apply(in, random) : entry.transform().pass(in);
        return new TransformStep(entry.place(), chosen, out);
    }

    /**
     * What each transform makes of a picture, in the order in which they run: the last one has the picture that
     * {@link #apply} normalizes. Empty if there is none.
     *
     * @param seed as in {@link #apply}
     * @param left places in {@code transform_ops} of transforms that are not chosen; the others draw what they draw with all
     */
    public List<TransformStep> steps(Pixels in, long seed, BitSet left) {
        List<TransformStep> steps = new ArrayList<>();
        Pixels p = in;
        for (int i = 0; i < transforms.size(); i++) {
            steps.add(step(i, p, seed, left.get(transforms.get(i).place())));
            p = steps.get(i).pixels();
        }
        for (int i = 0; i < lastFlips.size(); i++) {
            Entry flip = lastFlips.get(i);
            boolean chosen = mirrors(seed, i) && !left.get(flip.place());
            p = chosen ? flip.transform().apply(p, new TransformRandom(seed, i)) : p;
            steps.add(new TransformStep(flip.place(), chosen, p));
        }
        return steps;
    }

    /** Whether the entry at a place of {@code transform_ops} changes what is on a picture, rather than its size or samples. */
    public boolean isOptional(int place) {
        return entries().anyMatch(one -> one.place() == place && !(one.transform() instanceof ResizeTransform));
    }

    /** How often chance chooses the entry at a place of {@code transform_ops}, in [0, 1]; 1 for what is always done. */
    public double probability(int place) {
        return entries()
                .filter(one -> one.place() == place)
                .mapToDouble(one -> one.transform().probability())
                .findFirst()
                .orElse(1);
    }

    private Stream<Entry> entries() {
        return Stream.concat(transforms.stream(), lastFlips.stream());
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
