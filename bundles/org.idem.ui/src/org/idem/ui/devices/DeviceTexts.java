package org.idem.ui.devices;

import java.util.ArrayList;
import java.util.List;
import org.idem.core.Units;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;

/** Devices in words. */
public final class DeviceTexts {
    private DeviceTexts() {}

    /** What a training would compute on that leaves it open, in a line. */
    public static String chosen(DeviceList devices) {
        long usable = devices.cards().stream().filter(ComputeDevice::usable).count();
        ComputeDevice chosen = devices.devices().stream()
                .filter(device -> device.id().equals(devices.chosen()))
                .findFirst()
                .orElseThrow();
        if (chosen.isCard()) {
            return of(chosen) + (usable > 1 ? ", and " + (usable - 1) + " more" : "");
        }
        return devices.cards().isEmpty() ? chosen.name() : chosen.name() + "; no card can be used";
    }

    /** A device in a line: a card with its number and what is free of its memory. */
    public static String of(ComputeDevice device) {
        if (!device.isCard()) {
            return device.name();
        }
        String free = device.memory() == 0 ? "" : ", " + Units.bytes(device.free()) + " free";
        return device.id() + " " + device.name() + free;
    }

    /** All of them with what keeps some from being used, a line for each. */
    public static String all(DeviceList devices) {
        List<String> lines = new ArrayList<>();
        for (ComputeDevice device : devices.devices()) {
            String memory = device.memory() == 0
                    ? ""
                    : ", " + Units.bytes(device.free()) + " of " + Units.bytes(device.memory()) + " free";
            lines.add(device.id() + ": " + device.name() + memory
                    + (device.driver() == null ? "" : ", driver " + device.driver()));
            if (!device.usable()) {
                lines.add("    not usable: " + device.reason());
            }
        }
        lines.addAll(devices.notes());
        return String.join("\n", lines);
    }
}
