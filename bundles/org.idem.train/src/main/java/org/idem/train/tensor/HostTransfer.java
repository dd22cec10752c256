package org.idem.train.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The only ways between the host and a device, and between devices. An upload returns while it goes on; a download waits
 * until the device has done everything that was asked of it before. Each is counted in the device's {@link
 * DeviceTraffic}; on the processor they are plain reads and writes and nothing is counted.
 */
public final class HostTransfer {
    private HostTransfer() {}

    /** Several tensors in one download, each as {@link Tensor#toFloats()} would give it. */
    public static float[][] download(Tensor... tensors) {
        float[][] values = new float[tensors.length][];
        if (tensors.length == 1 || tensors[0].device().isHost()) {
            Arrays.setAll(values, i -> tensors[i].toFloats());
            return values;
        }
        float[] all = TensorScope.compute(() -> Tensor.join(tensors).toFloats());
        int start = 0;
        for (int i = 0; i < values.length; i++) {
            int end = start + Math.toIntExact(tensors[i].count());
            values[i] = Arrays.copyOfRange(all, start, end);
            start = end;
        }
        return values;
    }

    /** The values of an fp32 tensor, in row-major order, into the beginning of an array; a download. */
    public static void download(Tensor tensor, float[] into) {
        int count = Math.toIntExact(tensor.count());
        try (org.bytedeco.pytorch.Tensor host = onHost(tensor.t);
                FloatPointer memory = new FloatPointer(host.data_ptr())) {
            memory.get(into, 0, count);
        }
        SimulatedCards.check();
    }

    /** The numbers of several vectors, one after the other, in one download. */
    static double[] download(List<DoubleVector> vectors) {
        double[] values =
                new double[vectors.stream().mapToInt(DoubleVector::length).sum()];
        if (values.length == 0) {
            return values;
        }
        PointerScope scope = new PointerScope();
        try {
            TensorVector all = new TensorVector();
            vectors.forEach(vector -> all.push_back(vector.t));
            org.bytedeco.pytorch.Tensor host = onHost(vectors.size() == 1 ? vectors.get(0).t : torch.cat(all));
            new DoublePointer(host.data_ptr()).get(values);
        } finally {
            scope.close();
        }
        SimulatedCards.check();
        return values;
    }

    /** A copy of a host tensor on the thread's device; an upload. */
    public static Tensor upload(Tensor host) {
        return NativeCalls.single(() -> upload(host.t.contiguous()));
    }

    /** A copy of a tensor on the host, contiguous; a download. */
    public static Tensor download(Tensor tensor) {
        return NativeCalls.single(() -> onHost(tensor.t));
    }

    /** Copies values from a tensor of one device to one of another, or of the same, of this shape. */
    public static void copy(Tensor from, Tensor to) {
        Device source = from.device();
        Device target = to.device();
        if (source.equals(target)) {
            to.t.copy_(from.t);
            return;
        }
        across(source, target, from.t, to.t);
    }

    private static void across(
            Device source, Device target, org.bytedeco.pytorch.Tensor from, org.bytedeco.pytorch.Tensor to) {
        boolean asynchronous = !target.isHost();
        if (source.kind() == Device.Kind.SIMULATED || target.kind() == Device.Kind.SIMULATED) {
            SimulatedCards.transfer(() -> to.copy_(from, asynchronous));
        } else {
            to.copy_(from, asynchronous);
        }
        long bytes = from.numel() * from.element_size();
        if (target.isHost()) {
            source.traffic().addDownload(bytes);
        } else if (source.isHost()) {
            target.traffic().addUpload(bytes);
        } else {
            source.traffic().addPeerCopy(bytes);
        }
    }

    /** As many values as the shape has, from {@code start} on. */
    static org.bytedeco.pytorch.Tensor upload(float[] values, int start, long... shape) {
        int count = Math.toIntExact(Tensor.product(shape));
        return upload(ScalarType.Float, shape, memory -> put(values, start, count, memory));
    }

    private static void put(float[] values, int start, int count, Pointer memory) {
        try (FloatPointer floats = new FloatPointer(memory)) {
            floats.put(values, start, count);
        }
    }

    /** Writes into contiguous fp32 memory of the host. */
    static void fill(org.bytedeco.pytorch.Tensor host, float[] values) {
        fill(host, memory -> put(values, 0, values.length, memory));
    }

    static org.bytedeco.pytorch.Tensor upload(long[] values) {
        return upload(ScalarType.Long, new long[] {values.length}, memory -> {
            try (LongPointer longs = new LongPointer(memory)) {
                longs.put(values);
            }
        });
    }

    /** A copy of contiguous host memory on the thread's device; that memory must stay as it is until the host waited. */
    static org.bytedeco.pytorch.Tensor upload(org.bytedeco.pytorch.Tensor host) {
        Device device = Device.current();
        org.bytedeco.pytorch.Tensor made =
                Allocation.empty(host.scalar_type(), host.sizes().vec().get());
        if (device.isHost()) {
            return made.copy_(host);
        }
        across(Device.CPU, device, host, made);
        return made;
    }

    /** New memory on the thread's device, filled on the host. */
    static org.bytedeco.pytorch.Tensor upload(ScalarType type, long[] shape, Consumer<Pointer> fill) {
        Device device = Device.current();
        if (device.isHost()) {
            return fill(Allocation.empty(type, shape), fill);
        }
        org.bytedeco.pytorch.Tensor made = Allocation.empty(type, shape);
        try (org.bytedeco.pytorch.Tensor host = fill(Allocation.emptyOnHost(type, device, shape), fill)) {
            across(Device.CPU, device, host, made);
        }
        return made;
    }

    private static org.bytedeco.pytorch.Tensor fill(org.bytedeco.pytorch.Tensor host, Consumer<Pointer> fill) {
        if (host.numel() > 0) {
            fill.accept(host.data_ptr());
        }
        return host;
    }

    /** A contiguous copy on the host where a tensor is of another device, else a contiguous tensor of the same values. */
    static org.bytedeco.pytorch.Tensor onHost(org.bytedeco.pytorch.Tensor t) {
        Device device = deviceOf(t);
        if (device.isHost()) {
            return t.contiguous();
        }
        try (org.bytedeco.pytorch.Tensor contiguous = t.contiguous()) {
            org.bytedeco.pytorch.Tensor host = Allocation.emptyOnHost(
                    t.scalar_type(), device, t.sizes().vec().get());
            across(device, Device.CPU, contiguous, host);
            return host;
        }
    }

    /** The number in a tensor of one element. */
    static double number(org.bytedeco.pytorch.Tensor t) {
        if (deviceOf(t).isHost()) {
            return t.item_double();
        }
        try (org.bytedeco.pytorch.Tensor host = onHost(t)) {
            return host.item_double();
        }
    }

    static Device deviceOf(org.bytedeco.pytorch.Tensor t) {
        return t.is_cuda() ? Device.cuda(t.device().index()) : SimulatedCards.deviceOf(t);
    }

    /** Refuses to give the address of memory that is not the host's. */
    static void requireHost(Tensor tensor, String operation) {
        Device device = tensor.device();
        if (!device.isHost()) {
            throw new IllegalStateException(
                    operation + " touches memory of " + device + " from the host; transfer it by name");
        }
    }
}
