package org.idem.core;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Memory of the machine. */
public final class MachineMemory {
    private MachineMemory() {}

    /** Bytes of memory of this machine, or of the container when it is given less; 0 where the system does not say. */
    public static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
