package org.idem.train.tensor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Brings pixels to the device that the thread belongs to, where they are mirrored and normalized: (sample · scale − mean) /
 * std, each operation in fp32, so that the result is the processor's to the bit. They travel as bytes, from two host buffers
 * in turn, which are pinned where the device is a graphics card: the host goes on while one travels and fills the other
 * meanwhile. The host must wait for the device at least once between one call and the next but one, as every step does.
 */
public final class PixelTransfer implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final boolean redFirst;
    private final double scale;
    private final Tensor mean;
    private final Tensor std;
    private final int leftRight;
    private final int upDown;
    private final org.bytedeco.pytorch.Tensor[] buffers = new org.bytedeco.pytorch.Tensor[2];
    private int turn;

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
     * Some images of a batch.
     *
     * @param pixels of all images, [n, side, side, 3], red first
     * @param mirrors bits of all images, [n]
     * @param from first image
     * @param count number of images
     * @return fp32 [count, 3, side, side], channels innermost in memory
     */
    public Tensor images(byte[] pixels, byte[] mirrors, int from, int count, int side) {
        int samples = CHANNELS * side * side;
        org.bytedeco.pytorch.Tensor host = buffer((long) count * (samples + 1));
        try (BytePointer memory = new BytePointer(host.data_ptr())) {
            memory.put(pixels, from * samples, count * samples);
            memory.position((long) count * samples).put(mirrors, from, count);
        }
        int used = 0;
        for (int i = from; i < from + count; i++) {
            used |= mirrors[i];
        }
        return normalize(host, count, side, used);
    }

    private Tensor normalize(org.bytedeco.pytorch.Tensor host, int count, int side, int used) {
        long samples = (long) count * CHANNELS * side * side;
        return NativeCalls.single(() -> {
            org.bytedeco.pytorch.Tensor all = HostTransfer.upload(host.narrow(0, 0, samples + count));
            org.bytedeco.pytorch.Tensor bits = all.narrow(0, samples, count).view(count, 1, 1, 1);
            org.bytedeco.pytorch.Tensor x = all.narrow(0, 0, samples).view(count, side, side, CHANNELS);
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

    /** The buffer whose turn it is, of at least so many bytes. */
    private org.bytedeco.pytorch.Tensor buffer(long bytes) {
        turn = 1 - turn;
        if (buffers[turn] == null || buffers[turn].numel() < bytes) {
            free(turn);
            PointerScope scope = new PointerScope();
            try {
                org.bytedeco.pytorch.Tensor made = Allocation.emptyOnHost(ScalarType.Byte, Device.current(), bytes);
                made.retainReference();
                buffers[turn] = made;
            } finally {
                scope.close();
            }
        }
        return buffers[turn];
    }

    private void free(int which) {
        if (buffers[which] != null) {
            buffers[which].close();
            buffers[which] = null;
        }
    }

    @Override
    public void close() {
        mean.close();
        std.close();
        free(0);
        free(1);
    }
}
