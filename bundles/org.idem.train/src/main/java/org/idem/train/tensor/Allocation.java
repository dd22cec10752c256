package org.idem.train.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LayoutOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** New memory: on the device that the calling thread belongs to, or on the host for what travels. */
final class Allocation {
    private Allocation() {}

    static Tensor empty(ScalarType type, long... shape) {
        return here(() -> allocate(type, Device.current(), false, shape));
    }

    static Tensor zeros(ScalarType type, long... shape) {
        return here(() -> torch.zeros(
                shape,
                new ScalarTypeOptional(type),
                new LayoutOptional(),
                optional(Device.current()),
                new BoolOptional()));
    }

    static Tensor ones(ScalarType type, long... shape) {
        return here(() -> torch.ones(
                shape,
                new ScalarTypeOptional(type),
                new LayoutOptional(),
                optional(Device.current()),
                new BoolOptional()));
    }

    /**
     * Host memory for what travels to or from a device: pinned where that is a graphics card, which then copies while
     * the host goes on.
     */
    static Tensor emptyOnHost(ScalarType type, Device partner, long... shape) {
        return allocate(type, Device.CPU, partner.kind() == Device.Kind.CUDA, shape);
    }

    private static Tensor allocate(ScalarType type, Device device, boolean pinned, long... shape) {
        return torch.empty(
                shape,
                new ScalarTypeOptional(type),
                new LayoutOptional(),
                optional(device),
                pinned ? new BoolOptional(true) : new BoolOptional(),
                new MemoryFormatOptional());
    }

    private static Tensor here(Supplier<Tensor> factory) {
        Device device = Device.current();
        return device.kind() == Device.Kind.SIMULATED ? SimulatedCards.allocate(device, factory) : factory.get();
    }

    private static DeviceOptional optional(Device device) {
        return device.kind() == Device.Kind.CUDA
                ? new DeviceOptional(new org.bytedeco.pytorch.Device(device.toString()))
                : new DeviceOptional();
    }
}
