package org.idem.train.tensor;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Time that a device takes for what is asked of it between {@link #start} and {@link #stop}, added up. On a graphics
 * card, which begins later than it is asked, that is the time between two events; elsewhere it is the host's. Used by one thread.
 */
public final class DeviceClock implements AutoCloseable {
    private final Device device;
    private final List<Pointer> events = new ArrayList<>();
    private int used;
    private long hostNanos;
    private long started;

    /** Of a device that the thread belongs to whenever it is used. */
    public DeviceClock(Device device) {
        this.device = device;
    }

    /** Forgets what it measured. */
    public void reset() {
        used = 0;
        hostNanos = 0;
    }

    /** Begins to measure. */
    public void start() {
        mark();
        started = System.nanoTime();
    }

    /** Ends what began last. */
    public void stop() {
        hostNanos += System.nanoTime() - started;
        mark();
    }

    private void mark() {
        if (device.kind() != Device.Kind.CUDA) {
            return;
        }
        CudaRuntime.setDevice(device.index());
        if (used == events.size()) {
            events.add(CudaRuntime.createTimedEvent());
        }
        CudaRuntime.record(events.get(used++), CudaRuntime.COMPUTING);
    }

    /** Nanoseconds since {@link #reset}; asked only once the host has waited for the device after the last {@link #stop}. */
    public long nanos() {
        if (device.kind() != Device.Kind.CUDA) {
            return hostNanos;
        }
        double millis = 0;
        for (int i = 0; i + 1 < used; i += 2) {
            millis += CudaRuntime.millisBetween(events.get(i), events.get(i + 1));
        }
        return (long) (millis * 1e6);
    }

    @Override
    public void close() {
        events.forEach(CudaRuntime::destroyEvent);
        events.clear();
    }
}
