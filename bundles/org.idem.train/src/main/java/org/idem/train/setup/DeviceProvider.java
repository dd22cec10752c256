package org.idem.train.setup;

import java.util.List;
import org.idem.plan.TrainingPlan;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.CpuFeatures;
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

    /** Kernels of a worker on a device. */
    default KernelChoice kernels(Device device) {
        return KernelChoice.automatic(device, CpuFeatures.detect());
    }
}
