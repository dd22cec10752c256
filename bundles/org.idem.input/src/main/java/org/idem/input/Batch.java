package org.idem.input;

import java.util.BitSet;

/**
 * Decoded images of one step in a buffer that is used again: valid until given back to its loader.
 */
public final class Batch {
    private final float[] images;
    private final long[] labels;
    private final BitSet damaged = new BitSet();
    private int count;

    Batch(int capacity, int floatsPerImage) {
        this.images = new float[Math.multiplyExact(capacity, floatsPerImage)];
        this.labels = new long[capacity];
    }

    /** [count, 3, s, s], row-major; the buffer may be longer. */
    public float[] images() {
        return images;
    }

    /** Number of images. */
    public int count() {
        return count;
    }

    /** Their identities. */
    public long[] labels() {
        return java.util.Arrays.copyOf(labels, count);
    }

    /** Which of them could not be read and hold another image of the batch instead. */
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
     * Fills each damaged place with the next sound image of the batch, the first following the last.
     *
     * @return false if there is no sound image
     */
    boolean mend(int floatsPerImage) {
        if (damaged.cardinality() == count) {
            return false;
        }
        for (int slot = damaged.nextSetBit(0); slot >= 0; slot = damaged.nextSetBit(slot + 1)) {
            int sound = damaged.nextClearBit(slot);
            if (sound >= count) {
                sound = damaged.nextClearBit(0);
            }
            System.arraycopy(images, sound * floatsPerImage, images, slot * floatsPerImage, floatsPerImage);
            labels[slot] = labels[sound];
        }
        return true;
    }
}
