package org.idem.train.setup;

import java.util.Collections;
import java.util.List;
import org.idem.plan.TrainingPlan;
import org.idem.train.tensor.Device;

/** The devices that {@code Global.device} and {@code Global.devices} ask for. */
public final class DeviceChoice implements DeviceProvider {
    @Override
    public List<Device> devices(TrainingPlan plan) {
        return Collections.nCopies(plan.world(), Device.CPU);
    }
}
