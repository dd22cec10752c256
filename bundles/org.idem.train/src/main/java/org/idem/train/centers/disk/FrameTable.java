package org.idem.train.centers.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which block stands in which frame of memory, and what is going on with it there. Not thread-safe. */
final class FrameTable {
    /** Of a block that is in no frame, and of a frame without a block. */
    static final int NONE = -1;

    private final int[] frameOf;
    private final int[] blockOf;
    private final int[] holds;
    private final boolean[] reading;
    private final boolean[] writing;
    private final boolean[] changed;
    private int hand;

    FrameTable(int blocks, int frames) {
        this.frameOf = new int[blocks];
        this.blockOf = new int[frames];
        this.holds = new int[frames];
        this.reading = new boolean[frames];
        this.writing = new boolean[frames];
        this.changed = new boolean[frames];
        clear();
    }

    /** Number of blocks of the store. */
    int blocks() {
        return frameOf.length;
    }

    /** Frame of a block, or {@link #NONE}. */
    int frame(int block) {
        return frameOf[block];
    }

    /** Block in a frame, or {@link #NONE}. */
    int block(int frame) {
        return blockOf[frame];
    }

    /** How many of these blocks are in no frame. */
    int missing(int[] blocks) {
        int missing = 0;
        for (int block : blocks) {
            missing += frameOf[block] == NONE ? 1 : 0;
        }
        return missing;
    }

    private boolean isIdle(int frame) {
        return holds[frame] == 0 && !reading[frame] && !writing[frame] && !changed[frame];
    }

    /** Frames that other blocks may go to, but for those of these blocks. */
    int idleBeside(int[] blocks) {
        int idle = 0;
        for (int frame = 0; frame < blockOf.length; frame++) {
            idle += isIdle(frame) ? 1 : 0;
        }
        for (int block : blocks) {
            idle -= frameOf[block] != NONE && isIdle(frameOf[block]) ? 1 : 0;
        }
        return idle;
    }

    /** One more holds a block that is in a frame. */
    void hold(int block) {
        holds[frameOf[block]]++;
    }

    /** One less holds it. */
    void release(int block) {
        holds[frameOf[block]]--;
    }

    /** Gives an idle frame, of which there is one, to a block, which is held once and being read from then on. */
    void assign(int block) {
        while (!isIdle(hand)) {
            hand = (hand + 1) % blockOf.length;
        }
        if (blockOf[hand] != NONE) {
            frameOf[blockOf[hand]] = NONE;
        }
        blockOf[hand] = block;
        frameOf[block] = hand;
        holds[hand] = 1;
        reading[hand] = true;
        hand = (hand + 1) % blockOf.length;
    }

    boolean isReading(int block) {
        return reading[frameOf[block]];
    }

    boolean isWriting(int block) {
        return writing[frameOf[block]];
    }

    /** Whether a block is in memory with changes that the file lacks, or may lack. */
    boolean isAhead(int block) {
        int frame = frameOf[block];
        return frame != NONE && (changed[frame] || writing[frame]);
    }

    /** Whether any block is being read. */
    boolean isReadingAny() {
        for (boolean one : reading) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** A block that is held has been read, or could not be. */
    void endReading(int frame) {
        reading[frame] = false;
    }

    /** A block that is held is about to be changed. */
    void change(int block) {
        changed[frameOf[block]] = true;
    }

    /**
     * The frames of changed blocks, which are being written from now on.
     *
     * @param held whether also of blocks that are held
     */
    List<Integer> beginWriting(boolean held) {
        List<Integer> begun = new ArrayList<>();
        for (int frame = 0; frame < blockOf.length; frame++) {
            if (changed[frame] && !writing[frame] && (held || holds[frame] == 0)) {
                begun.add(frame);
                writing[frame] = true;
                changed[frame] = false;
            }
        }
        return begun;
    }

    /** A block has been written, or is as it was before since it could not be. */
    void endWriting(int frame, boolean written) {
        writing[frame] = false;
        changed[frame] |= !written;
    }

    /** No block is in a frame. Nothing is held, read or written. */
    void clear() {
        Arrays.fill(frameOf, NONE);
        Arrays.fill(blockOf, NONE);
        Arrays.fill(changed, false);
    }
}
