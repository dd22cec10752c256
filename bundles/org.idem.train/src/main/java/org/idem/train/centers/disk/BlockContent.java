package org.idem.train.centers.disk;

import java.nio.ByteBuffer;

/** What a store knows of the bytes of its blocks. Called on background threads, for different blocks at a time. */
public interface BlockContent {
    /**
     * Fills a frame with a block that was never written.
     *
     * @param frame where it stands in memory
     */
    void initialize(int block, int frame);

    /**
     * Looks at a block that is about to be written.
     *
     * @param bytes its content, not to be changed
     */
    void inspect(int block, ByteBuffer bytes);
}
