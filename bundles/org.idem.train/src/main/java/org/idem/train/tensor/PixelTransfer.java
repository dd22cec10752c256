package org.idem.train.tensor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Brings pixels to the device that the thread belongs to, where they are mirrored and normalized: (sample · scale − mean) /
 * std, each operation in fp32, so that the result is the processor's to the bit. They travel as bytes, on a stream of their own
 * beside the one that computes, from two pinned buffers of the host to two of the device in turn: a batch may be on its way
 * while the one before it is computed with. The device waits for what it needs, the host for nothing that has not long ended.
 *
 * <p>A batch is {@link #send}, {@link #images} for each part of it, and {@link #end}. Used by one thread.
 */
public final class PixelTransfer implements AutoCloseable {
    private static final int CHANNELS = 3;
    private static final int SLOTS = 2;

    private final boolean redFirst;
    private final double scale;
    private final Tensor mean;
    private final Tensor std;
    private final int leftRight;
    private final int upDown;
    private final CopyStream stream = CopyStream.create();
    private final Slot[] slots = {new Slot(), new Slot()};
    /** The batches that were sent and have not ended, the first of them first. */
    private final ArrayDeque<Slot> sent = new ArrayDeque<>();

    private int turn;

    /** A buffer of the host and one of the device, and what is under way between them. */
    private final class Slot {
        private final CopyStream.Event copied = stream.event();
        private final CopyStream.Event computed = stream.event();
        /** Null until a batch is sent. */
        private org.bytedeco.pytorch.Tensor host;

        private org.bytedeco.pytorch.Tensor device;
        private byte[] mirrors;
        private int count;
        private int side;

        /** Has memory for so many bytes that the host may write. */
        void prepare(long bytes) {
            if (host != null) {
                stream.await(copied);
            }
            if (host == null || host.numel() < bytes) {
                free();
                host = retained(() -> Allocation.emptyOnHost(ScalarType.Byte, Device.current(), bytes));
                device = retained(() -> Allocation.empty(ScalarType.Byte, bytes));
                // It may be memory that operators asked for before still write.
                stream.markComputed(computed);
            }
        }

        void free() {
            if (host != null) {
                stream.await(copied);
                host.close();
                device.close();
                host = null;
            }
        }
    }

    private static org.bytedeco.pytorch.Tensor retained(Supplier<org.bytedeco.pytorch.Tensor> memory) {
        PointerScope scope = new PointerScope();
        try {
            org.bytedeco.pytorch.Tensor made = memory.get();
            made.retainReference();
            return made;
        } finally {
            scope.close();
        }
    }

    /**
     * Of the thread's device.
     *
     * @param redFirst whether channels are red, green, blue; otherwise blue first
     * @param scale factor on samples
     * @param mean of each channel
     * @param std of each channel
     * @param leftRight bit of an image that is mirrored left to right
     * @param upDown bit of an image that is mirrored top to bottom
     */
    public PixelTransfer(boolean redFirst, float scale, float[] mean, float[] std, int leftRight, int upDown) {
        this.redFirst = redFirst;
        this.scale = scale;
        this.mean = TensorScope.compute(() -> Tensor.of(mean, 1, CHANNELS, 1, 1).retain());
        this.std = TensorScope.compute(() -> Tensor.of(std, 1, CHANNELS, 1, 1).retain());
        this.leftRight = leftRight;
        this.upDown = upDown;
    }

    /**
     * Sends a batch on its way and returns. At most two are under way.
     *
     * @param pixels [n, side, side, 3], red first
     * @param mirrors bits of each image, [n]
     * @param count n; the arrays may be longer
     */
    public void send(byte[] pixels, byte[] mirrors, int count, int side) {
        if (sent.size() == SLOTS) {
            throw new IllegalStateException("Two batches are under way");
        }
        Slot slot = slots[turn];
        turn = (turn + 1) % SLOTS;
        int samples = count * CHANNELS * side * side;
        long bytes = (long) samples + count;
        slot.prepare(bytes);
        slot.count = count;
        slot.side = side;
        slot.mirrors = Arrays.copyOf(mirrors, count);
        try (BytePointer memory = new BytePointer(slot.host.data_ptr())) {
            memory.put(pixels, 0, samples);
            memory.position(samples).put(mirrors, 0, count);
        }
        stream.waitForComputing(slot.computed);
        try (org.bytedeco.pytorch.Tensor from = slot.host.narrow(0, 0, bytes);
                org.bytedeco.pytorch.Tensor to = slot.device.narrow(0, 0, bytes)) {
            stream.copy(from, to, slot.copied);
        }
        sent.add(slot);
    }

    /**
     * Some images of the batch that was sent first.
     *
     * @param from first image
     * @param count number of images
     * @return fp32 [count, 3, side, side], channels innermost in memory
     */
    public Tensor images(int from, int count) {
        Slot slot = sent.element();
        stream.computeAfter(slot.copied);
        int used = 0;
        for (int i = from; i < from + count; i++) {
            used |= slot.mirrors[i];
        }
        return normalize(slot, from, count, used);
    }

    /** Nothing more is wanted of the batch that was sent first. */
    public void end() {
        stream.markComputed(sent.remove().computed);
    }

    /** Nothing is wanted of what was sent. */
    public void drop() {
        sent.clear();
    }

    private Tensor normalize(Slot slot, int from, int count, int used) {
        int side = slot.side;
        long perImage = (long) CHANNELS * side * side;
        return NativeCalls.single(() -> {
            org.bytedeco.pytorch.Tensor bits =
                    slot.device.narrow(0, slot.count * perImage + from, count).view(count, 1, 1, 1);
            org.bytedeco.pytorch.Tensor x =
                    slot.device.narrow(0, from * perImage, count * perImage).view(count, side, side, CHANNELS);
            x = (used & leftRight) == 0 ? x : mirror(x, 2, bits, leftRight);
            x = (used & upDown) == 0 ? x : mirror(x, 1, bits, upDown);
            x = redFirst ? x : x.flip(3);
            return x.permute(0, 3, 1, 2)
                    .to(ScalarType.Float)
                    .mul_(new Scalar(scale))
                    .sub_(mean.t)
                    .div_(std.t);
        });
    }

    private static org.bytedeco.pytorch.Tensor mirror(
            org.bytedeco.pytorch.Tensor x, long axis, org.bytedeco.pytorch.Tensor bits, int bit) {
        org.bytedeco.pytorch.Tensor mirrored = bits.bitwise_and(new Scalar(bit)).ne(new Scalar(0));
        return torch.where(mirrored, x.flip(axis), x);
    }

    @Override
    public void close() {
        mean.close();
        std.close();
        for (Slot slot : slots) {
            slot.free();
            slot.copied.close();
            slot.computed.close();
        }
        stream.close();
    }
}
