package org.idem.input;

import java.util.Arrays;
import java.util.BitSet;

/** Images and labels of one step of one rank, in buffers that are used again: valid until released to their loader. */
public final class Batch {
    private final BatchForm form;
    private final int samplesPerImage;
    private final float[] images;
    private final byte[] pixels;
    private final byte[] mirrors;
    private final long[] labels;
    private final BitSet damaged = new BitSet();
    private int count;

    Batch(int capacity, int samplesPerImage, BatchForm form) {
        int samples = Math.multiplyExact(capacity, samplesPerImage);
        this.form = form;
        this.samplesPerImage = samplesPerImage;
        this.images = new float[form == BatchForm.FLOATS ? samples : 0];
        this.pixels = new byte[form == BatchForm.PIXELS ? samples : 0];
        this.mirrors = new byte[capacity];
        this.labels = new long[capacity];
    }

    /** What it holds. */
    public BatchForm form() {
        return form;
    }

    /**
     * Transformed images, [count, 3, side, side] in row-major order; the buffer may be longer. Empty unless the form is
     * {@link BatchForm#FLOATS}.
     */
    public float[] images() {
        return images;
    }

    /**
     * Images before the last pass of their transforms, [count, side, side, 3] in row-major order, red first; the buffer may
     * be longer. Empty unless the form is {@link BatchForm#PIXELS}.
     */
    public byte[] pixels() {
        return pixels;
    }

    /**
     * How the last pass mirrors each image, {@link org.idem.input.transform.FinalPass#LEFT_RIGHT} and {@link
     * org.idem.input.transform.FinalPass#UP_DOWN} or 0, [count] of them in the form {@link BatchForm#PIXELS}; the buffer may
     * be longer.
     */
    public byte[] mirrors() {
        return mirrors;
    }

    /** Number of images, those that replace damaged ones included. */
    public int count() {
        return count;
    }

    /** Identities of the images, [count], in an array of its own. */
    public long[] labels() {
        return Arrays.copyOf(labels, count);
    }

    /**
     * Places whose image could not be read. They hold another image of the batch with its label, or zeros where the source
     * is not replaceable.
     */
    public BitSet damaged() {
        return (BitSet) damaged.clone();
    }

    void begin(int images) {
        count = images;
        damaged.clear();
    }

    void label(int slot, long identity) {
        labels[slot] = identity;
    }

    void markDamaged(int slot) {
        synchronized (damaged) {
            damaged.set(slot);
        }
    }

    /**
     * Puts a transformed image in its place.
     *
     * @param rgb pixels of a square image of the batch's size, red first
     */
    void put(int slot, byte[] rgb, int mirrored) {
        System.arraycopy(rgb, 0, pixels, slot * samplesPerImage, samplesPerImage);
        mirrors[slot] = (byte) mirrored;
    }

    /** Fills each damaged place with zeros: of the network's input, or of pixels. */
    void clearDamaged() {
        for (int slot = damaged.nextSetBit(0); slot >= 0; slot = damaged.nextSetBit(slot + 1)) {
            int start = slot * samplesPerImage;
            if (form == BatchForm.FLOATS) {
                Arrays.fill(images, start, start + samplesPerImage, 0);
            } else {
                Arrays.fill(pixels, start, start + samplesPerImage, (byte) 0);
            }
        }
    }

    /**
     * Fills each damaged place with the next sound image of the batch and its label, the first following the last.
     *
     * @return false if there is no sound image
     */
    boolean replaceDamaged() {
        if (damaged.cardinality() == count) {
            return false;
        }
        for (int slot = damaged.nextSetBit(0); slot >= 0; slot = damaged.nextSetBit(slot + 1)) {
            int sound = damaged.nextClearBit(slot);
            if (sound >= count) {
                sound = damaged.nextClearBit(0);
            }
            copy(form == BatchForm.FLOATS ? images : pixels, sound, slot);
            mirrors[slot] = mirrors[sound];
            labels[slot] = labels[sound];
        }
        return true;
    }

    private void copy(Object samples, int from, int to) {
        System.arraycopy(samples, from * samplesPerImage, samples, to * samplesPerImage, samplesPerImage);
    }
}
