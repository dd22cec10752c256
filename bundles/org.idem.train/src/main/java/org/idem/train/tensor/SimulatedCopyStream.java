package org.idem.train.tensor;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/**
 * The copies of a simulated card, as late as a card may carry them out: only when something waits for their end. So a host that
 * writes too early into what is to be copied, a copy into memory that may still be read, and an operator that reads what may not
 * be there yet are found, each time, and thrown.
 */
final class SimulatedCopyStream implements CopyStream {
    /** Memory that copies go to, by libtorch's record of it. */
    private static final Map<Long, Target> TARGETS = new ConcurrentHashMap<>();
    /** Counts what is asked of the computing streams. */
    private static final AtomicLong CLOCK = new AtomicLong();

    private final Device card;
    /** What of the computing stream copies have waited for. */
    private long waited;

    private final Set<Long> own = new HashSet<>();

    SimulatedCopyStream(Device card) {
        this.card = card;
    }

    /** Memory that is copied into. */
    private static final class Target {
        private volatile long lastUse;
        /** Until the computing stream waits for the copy into it. */
        private volatile boolean copied;
    }

    private static final class SimulatedEvent implements Event {
        private long time;
        private Copy copy;

        @Override
        public void close() {
            // It has nothing.
        }
    }

    private static final class Copy {
        private final Tensor host;
        private final Tensor device;
        private final Target target;
        private final long checksum;
        private boolean done;

        Copy(Tensor host, Tensor device, Target target) {
            this.target = target;
            this.host = new Tensor(host);
            this.device = new Tensor(device);
            this.host.retainReference();
            this.device.retainReference();
            this.checksum = checksum(host);
        }

        private static long checksum(Tensor memory) {
            CRC32C checksum = new CRC32C();
            checksum.update(new BytePointer(memory.data_ptr())
                    .capacity(memory.numel() * memory.element_size())
                    .asByteBuffer());
            return checksum.getValue();
        }

        void carryOut() {
            if (done) {
                return;
            }
            done = true;
            if (checksum(host) != checksum) {
                throw new IllegalStateException("The host wrote into memory that a copy still reads");
            }
            SimulatedCards.transfer(() -> device.copy_(host));
            host.close();
            device.close();
        }
    }

    /** An operator of a computing stream takes this memory. Returns why it must not; null where it may. */
    static String use(long storage) {
        Target target = TARGETS.isEmpty() ? null : TARGETS.get(storage);
        if (target == null) {
            return null;
        }
        target.lastUse = CLOCK.incrementAndGet();
        return target.copied ? "takes memory that a copy may still write; wait for its event" : null;
    }

    @Override
    public Event event() {
        return new SimulatedEvent();
    }

    @Override
    public void markComputed(Event event) {
        ((SimulatedEvent) event).time = CLOCK.get();
    }

    @Override
    public void waitForComputing(Event event) {
        waited = Math.max(waited, ((SimulatedEvent) event).time);
    }

    @Override
    public void copy(Tensor host, Tensor device, Event end) {
        Target target = TARGETS.computeIfAbsent(storage(device), key -> new Target());
        own.add(storage(device));
        if (target.lastUse > waited) {
            throw new IllegalStateException("A copy goes to memory that the computing stream may still read");
        }
        SimulatedEvent event = (SimulatedEvent) end;
        event.copy = new Copy(host, device, target);
        target.copied = true;
        card.traffic().addUpload(host.numel() * host.element_size());
    }

    private static long storage(Tensor t) {
        return t.storage().unsafeGetStorageImpl().address();
    }

    @Override
    public void computeAfter(Event copied) {
        Copy copy = ((SimulatedEvent) copied).copy;
        copy.target.copied = false;
        copy.carryOut();
    }

    @Override
    public void await(Event copied) {
        Copy copy = ((SimulatedEvent) copied).copy;
        if (copy != null) {
            copy.carryOut();
        }
    }

    /** Memory that copies no longer go to. */
    @Override
    public void close() {
        TARGETS.keySet().removeAll(own);
    }
}
