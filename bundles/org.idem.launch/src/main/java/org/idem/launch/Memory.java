package org.idem.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.idem.core.MachineMemory;

/**
 * How an engine process shares out the machine's memory: a small Java heap, the rest for libtorch, whose allocator is glibc's.
 *
 * @param physicalBytes memory of the machine, or of the container when it is given less
 */
record Memory(long physicalBytes) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** The memory of this machine. */
    public static Memory ofThisMachine() {
        long bytes = MachineMemory.bytes();
        return new Memory(bytes > 0 ? bytes : 4 * GIB);
    }

    /** The share of one of several processes. */
    Memory dividedBy(int processes) {
        return new Memory(physicalBytes / processes);
    }

    /** Size of the process's Java heap: images and indexes are mapped, so an eighth of the machine is plenty. */
    public long heapBytes() {
        return Math.max(512 * MIB, Math.min(4 * GIB, physicalBytes / 8));
    }

    /**
     * Environment that keeps activations in the process between steps. By default glibc maps and unmaps every block
     * above 32 MiB, and a step spends its time on page faults. On small machines memory goes back to the system earlier.
     */
    public Map<String, String> environment() {
        long trim = physicalBytes >= 16 * GIB ? 32 * GIB : physicalBytes / 4;
        long pad = Math.min(256 * MIB, physicalBytes / 64);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("MALLOC_ARENA_MAX", "1");
        variables.put("MALLOC_MMAP_MAX_", "0");
        variables.put("MALLOC_TRIM_THRESHOLD_", Long.toString(trim));
        variables.put("MALLOC_TOP_PAD_", Long.toString(pad));
        return variables;
    }
}
