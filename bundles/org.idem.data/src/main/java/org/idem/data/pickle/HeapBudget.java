package org.idem.data.pickle;

import org.idem.core.Units;

/** Heap that one pickle may take, so that a small file made to exhaust it is refused by name instead. */
final class HeapBudget {
    private static final long SHARE = 4;

    private final long limit;
    private long charged;

    private HeapBudget(long limit) {
        this.limit = limit;
    }

    /** A quarter of the heap. */
    static HeapBudget ofHeap() {
        return new HeapBudget(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** So many bytes. */
    static HeapBudget of(long limit) {
        return new HeapBudget(limit);
    }

    /**
     * Counts bytes that are about to be allocated.
     *
     * @throws PickleException if they are too many
     */
    void charge(long bytes) {
        charged += bytes;
        if (charged > limit) {
            throw new PickleException("What it describes needs more memory than " + Units.bytes(limit)
                    + ", a quarter of what this process may take");
        }
    }
}
