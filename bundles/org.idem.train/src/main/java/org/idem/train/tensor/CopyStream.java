package org.idem.train.tensor;

import org.bytedeco.pytorch.Tensor;

/**
 * A stream of a device beside the one that computes, for copies from the host that go on meanwhile. What one stream needs of the
 * other it waits for on the device, by events; the host waits for a copy only before it writes into the memory that the copy
 * reads. Used by one thread.
 */
interface CopyStream extends AutoCloseable {
    /** A place in one of the two streams, set anew each time it is given to a method that says so. */
    interface Event extends AutoCloseable {
        @Override
        void close();
    }

    /** That of the thread's device. */
    static CopyStream create() {
        Device device = Device.current();
        return switch (device.kind()) {
            case CPU -> new ImmediateCopies();
            case CUDA -> new CudaCopyStream(device);
            case SIMULATED -> new SimulatedCopyStream(device);
        };
    }

    /** An event that is set to the beginning of both streams. */
    Event event();

    /** Sets an event to what was asked of the computing stream so far. */
    void markComputed(Event event);

    /** Copies asked for from here on begin after an event of the computing stream. */
    void waitForComputing(Event event);

    /**
     * Asks for a copy of contiguous memory of one size, and sets an event to its end. Until then the host leaves its memory as
     * it is, and the computing stream leaves the other alone.
     */
    void copy(Tensor host, Tensor device, Event end);

    /** What is asked of the computing stream from here on begins after a copy. */
    void computeAfter(Event copied);

    /** The host waits until a copy has ended. */
    void await(Event copied);

    @Override
    void close();

    /** Where the device is the host a copy has ended when it was asked for. */
    final class ImmediateCopies implements CopyStream {
        @Override
        public Event event() {
            return () -> {};
        }

        @Override
        public void markComputed(Event event) {
            // Nothing goes on meanwhile.
        }

        @Override
        public void waitForComputing(Event event) {
            // Nothing goes on meanwhile.
        }

        @Override
        public void copy(Tensor host, Tensor device, Event end) {
            device.copy_(host);
        }

        @Override
        public void computeAfter(Event copied) {
            // Nothing goes on meanwhile.
        }

        @Override
        public void await(Event copied) {
            // Nothing goes on meanwhile.
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }
}
