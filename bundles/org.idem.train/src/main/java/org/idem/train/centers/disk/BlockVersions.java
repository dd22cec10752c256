package org.idem.train.centers.disk;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Where each block of a store stands in its file, with a checksum: the store as it was at one moment, for as long as
 * nothing writes to these places. Immutable.
 */
public final class BlockVersions {
    /** Place of a block that was never written. */
    static final int NONE = -1;
    /** Bytes of a block's place and checksum. */
    public static final int ENTRY_BYTES = 2 * Integer.BYTES;

    private final int[] places;
    private final int[] checksums;

    BlockVersions(int[] places, int[] checksums) {
        this.places = places;
        this.checksums = checksums;
    }

    /** Of a store that nothing was ever written to. */
    static BlockVersions none(int blocks) {
        int[] places = new int[blocks];
        java.util.Arrays.fill(places, NONE);
        return new BlockVersions(places, new int[blocks]);
    }

    /**
     * Reads what {@link #format} wrote.
     *
     * @throws IllegalArgumentException if two blocks are said to stand at one place
     */
    public static BlockVersions parse(ByteBuffer entries) {
        int[] places = new int[entries.remaining() / ENTRY_BYTES];
        int[] checksums = new int[places.length];
        BitSet seen = new BitSet();
        for (int block = 0; block < places.length; block++) {
            int place = entries.getInt();
            if (place < NONE || place >= 0 && seen.get(place)) {
                throw new IllegalArgumentException("Block " + block + " at place " + place);
            }
            if (place >= 0) {
                seen.set(place);
            }
            places[block] = place;
            checksums[block] = entries.getInt();
        }
        return new BlockVersions(places, checksums);
    }

    /** Writes places and checksums of some blocks from one on, eight bytes each. */
    public void format(int from, int count, ByteBuffer into) {
        for (int block = from; block < from + count; block++) {
            into.putInt(places[block]).putInt(checksums[block]);
        }
    }

    /** Number of blocks, written or not. */
    public int blocks() {
        return places.length;
    }

    /** Whether a block was ever written. */
    public boolean isWritten(int block) {
        return places[block] != NONE;
    }

    int place(int block) {
        return places[block];
    }

    int checksum(int block) {
        return checksums[block];
    }

    /** All places that blocks stand at. */
    BitSet usedPlaces() {
        BitSet used = new BitSet();
        for (int place : places) {
            if (place != NONE) {
                used.set(place);
            }
        }
        return used;
    }
}
