package org.idem.train.tensor;

import java.util.function.Supplier;

/**
 * Where tensors are kept and computed with: the processor, a graphics card, or a simulated card. A thread belongs to one
 * device, the processor unless it is told otherwise; tensors and DJL arrays that it makes are made there. Tensors of
 * different devices do not mix; what goes from one to another is a named transfer and counted in {@link #traffic()}.
 *
 * @param kind what it is
 * @param index number among the devices of its kind, from 0; 0 for the processor
 */
public record Device(Kind kind, int index) {
    /** The processor, whose memory is the host's. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final ThreadLocal<Device> CURRENT = ThreadLocal.withInitial(() -> CPU);

    public Device {
        if (index < 0 || kind == Kind.CPU && index > 0) {
            throw new IllegalArgumentException("No device " + kind.word + ":" + index);
        }
    }

    /** Kinds of device, with libtorch's codes of where they compute. */
    public enum Kind {
        /** The processor. */
        CPU("cpu", (byte) 0),
        /** An NVIDIA graphics card. */
        CUDA("cuda", (byte) 1),
        /**
         * A card for tests on machines without one: the host's memory and arithmetic under a card's rules, which {@link
         * SimulatedCards} watches over.
         */
        SIMULATED("simulated", (byte) 0);

        private final String word;
        private final byte code;

        Kind(String word, byte code) {
            this.word = word;
            this.code = code;
        }
    }

    /** The graphics card of a number, from 0. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /** The simulated card of a number, from 0. Operators of the process are observed from then on. */
    public static Device simulated(int index) {
        SimulatedCards.observe();
        return new Device(Kind.SIMULATED, index);
    }

    /** The device that the calling thread belongs to. */
    public static Device current() {
        return CURRENT.get();
    }

    /** Makes the calling thread belong to this device from now on. */
    public void bind() {
        CURRENT.set(this);
    }

    /** Computes with the calling thread belonging to this device, and gives the thread back. */
    public <T> T compute(Supplier<T> work) {
        Device before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** As {@link #compute}, without a result. */
    public void run(Runnable work) {
        compute(() -> {
            work.run();
            return null;
        });
    }

    /** Whether its memory is the host's, so that nothing is transferred. */
    public boolean isHost() {
        return kind == Kind.CPU;
    }

    /** What was transferred between this device and the host, or other devices, since the process began. */
    public DeviceTraffic traffic() {
        return DeviceTraffic.of(this);
    }

    /** Libtorch's number of the kind of device that computes. */
    byte code() {
        return kind.code;
    }

    /** The device as DJL's blocks and managers name it. */
    public ai.djl.Device forDjl() {
        return kind == Kind.CUDA ? ai.djl.Device.gpu(index) : ai.djl.Device.cpu();
    }

    /** As libtorch writes it: cpu, cuda:0, simulated:0. */
    @Override
    public String toString() {
        return kind == Kind.CPU ? kind.word : kind.word + ":" + index;
    }
}
