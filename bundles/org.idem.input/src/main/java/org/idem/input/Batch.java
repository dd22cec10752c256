package org.idem.input;

import java.util.Arrays;
import java.util.BitSet;

/** Images and labels of one step of one rank, in buffers that are used again: valid until released to their loader. */
public final class Batch {
    private final float[] images;
    private final long[] labels;
    private final BitSet damaged = new BitSet();
    private int count;

    Batch(int capacity, int floatsPerImage) {
        this.images = new float[Math.multiplyExact(capacity, floatsPerImage)];
        this.labels = new long[capacity];
    }

    /** Transformed images, [count, 3, side, side] in row-major order; the buffer may be longer. */
    public float[] images() {
        return images;
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

    /** Fills each damaged place with zeros. */
    void clearDamaged(int floatsPerImage) {
        for (int slot = damaged.nextSetBit(0); slot >= 0; slot = damaged.nextSetBit(slot + 1)) {
            Arrays.fill(images, slot * floatsPerImage, (slot + 1) * floatsPerImage, 0);
        }
    }

    /**
     * Fills each damaged place with the next sound image of the batch and its label, the first following the last.
     *
     * @return false if there is no sound image
     */
    boolean replaceDamaged(int floatsPerImage) {
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
