package org.idem.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this process, all threads together: what a busy machine disturbs less than the clock. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** Since the process began. */
    static long nanoseconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
