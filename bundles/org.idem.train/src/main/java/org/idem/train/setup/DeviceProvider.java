package org.idem.train.setup;

import java.util.List;
import java.util.Optional;
import org.idem.plan.CardMemory;
import org.idem.plan.TrainingPlan;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.CudaRuntime;
import org.idem.train.tensor.Device;

/** Says which device each worker of this process computes on, and with what; several may share one. */
@FunctionalInterface
public interface DeviceProvider {
    /**
     * The devices by worker, one for each.
     *
     * @throws org.idem.core.InputException if there are none such
     */
    List<Device> devices(TrainingPlan plan);

    /** Memory of a device, empty where it is the machine's. */
    default Optional<CardMemory> memory(Device device) {
        return device.kind() == Device.Kind.CUDA
                ? Optional.of(CudaRuntime.memoryOf(device))
                        .map(memory -> new CardMemory(device.toString(), "", memory.total(), memory.free()))
                : Optional.empty();
    }

    /** Kernels of a worker on a device. */
    default KernelChoice kernels(Device device) {
        return KernelChoice.automatic(device, CpuFeatures.detect());
    }
}
