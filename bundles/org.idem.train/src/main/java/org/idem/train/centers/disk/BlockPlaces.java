package org.idem.train.centers.disk;

import java.util.BitSet;
import java.util.Collection;

/**
 * Where each block of a store stands now, and which places may be written. A block that a checkpoint names stays where it
 * is, and goes on at another place once it changes. Not thread-safe.
 */
final class BlockPlaces {
    private final int[] places;
    private final int[] checksums;
    /** Places that checkpoints name. */
    private final BitSet named = new BitSet();
    /** Places that are not free: named, current, being written, or of unknown content. */
    private final BitSet taken = new BitSet();

    private int firstFree;

    /**
     * For a store of which nothing is known yet.
     *
     * @param existing places that the file reaches, whose content may be named by checkpoints
     */
    BlockPlaces(int blocks, int existing) {
        BlockVersions none = BlockVersions.none(blocks);
        this.places = new int[blocks];
        this.checksums = new int[blocks];
        taken.set(0, existing);
        firstFree = existing;
        copy(none);
    }

    private void copy(BlockVersions versions) {
        for (int block = 0; block < places.length; block++) {
            places[block] = versions.place(block);
            checksums[block] = versions.checksum(block);
        }
    }

    /** Place of a block, {@link BlockVersions#NONE} where it was never written. */
    int place(int block) {
        return places[block];
    }

    int checksum(int block) {
        return checksums[block];
    }

    /** Where a block may be written now; to be confirmed by {@link #written} or {@link #notWritten}. */
    int placeForWriting(int block) {
        int current = places[block];
        if (current != BlockVersions.NONE && !named.get(current)) {
            return current;
        }
        int free = taken.nextClearBit(firstFree);
        taken.set(free);
        firstFree = free + 1;
        return free;
    }

    /** A block stands at a place now; the one before is free unless a checkpoint names it. */
    void written(int block, int place, int checksum) {
        int before = places[block];
        places[block] = place;
        checksums[block] = checksum;
        if (before != place) {
            free(before);
        }
    }

    /** A block was not written to the place that was meant for it. */
    void notWritten(int block, int place) {
        if (places[block] != place) {
            free(place);
        }
    }

    private void free(int place) {
        if (place != BlockVersions.NONE && !named.get(place)) {
            taken.clear(place);
            firstFree = Math.min(firstFree, place);
        }
    }

    /** The current places, which nothing writes to from now on. */
    BlockVersions freeze() {
        BlockVersions versions = new BlockVersions(places.clone(), checksums.clone());
        named.or(versions.usedPlaces());
        return versions;
    }

    /** Goes back to versions that a checkpoint names. */
    void restore(BlockVersions versions) {
        copy(versions);
        named.or(versions.usedPlaces());
        taken.or(versions.usedPlaces());
    }

    /** Frees all places but the current ones and those of some versions. Nothing is being written meanwhile. */
    void keepOnly(Collection<BlockVersions> versions) {
        named.clear();
        versions.forEach(one -> named.or(one.usedPlaces()));
        taken.clear();
        taken.or(named);
        taken.or(new BlockVersions(places, checksums).usedPlaces());
        firstFree = 0;
    }

    /** One past the last place that is not free. */
    int end() {
        return taken.length();
    }
}
