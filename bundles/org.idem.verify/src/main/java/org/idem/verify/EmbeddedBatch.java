package org.idem.verify;

import java.util.BitSet;

/**
 * The embeddings of some images that follow each other in a set.
 *
 * @param first number of the first image in the set
 * @param count number of images, at least 1
 * @param plain [count, dim] row by row, not normalized; rows of damaged images mean nothing
 * @param mirrored the same of the mirror images; null when they were not wanted
 * @param damaged which of the images could not be read, from 0 on
 */
public record EmbeddedBatch(int first, int count, float[] plain, float[] mirrored, BitSet damaged) {

    /** Takes batches one after the other, on the thread that embeds. */
    @FunctionalInterface
    public interface Consumer {
        /** Takes one batch; may keep it. */
        void accept(EmbeddedBatch batch);
    }
}
