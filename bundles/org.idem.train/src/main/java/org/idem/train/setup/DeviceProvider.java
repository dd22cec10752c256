package org.idem.train.setup;

import java.util.List;
import org.idem.plan.TrainingPlan;
import org.idem.train.tensor.Device;

/** Says which device each worker of this process computes on; several may share one. */
@FunctionalInterface
public interface DeviceProvider {
    /**
     * The devices by worker, one for each.
     *
     * @throws org.idem.core.InputException if there are none such
     */
    List<Device> devices(TrainingPlan plan);
}
