package org.idem.train.centers.disk;

/**
 * What went between a store's memory and its file. Waits are those for blocks that a step holds; what a step reads in parts
 * because it does not fit into memory is not counted.
 *
 * @param read blocks that were read
 * @param written blocks that were written
 * @param awaited blocks that steps had to wait for, since they were not read yet or still being written; once for a
 *     thread that waits, however many of its rows that is for
 * @param waitSeconds seconds that steps waited for them; where several threads wait at a time it counts once
 */
public record BlockTraffic(double read, double written, double awaited, double waitSeconds) {
    /** Nothing. */
    public static final BlockTraffic NONE = new BlockTraffic(0, 0, 0, 0);

    /** A block that was read. */
    static final BlockTraffic READ = new BlockTraffic(1, 0, 0, 0);

    /** A block that was written. */
    static final BlockTraffic WRITTEN = new BlockTraffic(0, 1, 0, 0);

    /** Both together. */
    BlockTraffic plus(BlockTraffic other) {
        return new BlockTraffic(
                read + other.read, written + other.written, awaited + other.awaited, waitSeconds + other.waitSeconds);
    }

    /** What came after an earlier moment. */
    public BlockTraffic since(BlockTraffic before) {
        return new BlockTraffic(
                read - before.read,
                written - before.written,
                awaited - before.awaited,
                waitSeconds - before.waitSeconds);
    }

    /** A step's part of it. */
    public BlockTraffic mean(int steps) {
        return new BlockTraffic(read / steps, written / steps, awaited / steps, waitSeconds / steps);
    }
}
