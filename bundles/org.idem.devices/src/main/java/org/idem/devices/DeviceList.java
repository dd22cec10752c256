package org.idem.devices;

import java.util.List;

/**
 * What a machine can compute with.
 *
 * @param devices the processor, then the cards in CUDA's order
 * @param notes what else a user should know, such as why a card that is plugged in is not seen
 */
public record DeviceList(List<ComputeDevice> devices, List<String> notes) {
    public DeviceList {
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
    }

    /** The id of what {@code Global.device: auto} would take: the first usable card, else the processor. */
    public String chosen() {
        return devices.stream()
                .filter(device -> device.isCard() && device.usable())
                .map(ComputeDevice::id)
                .findFirst()
                .orElse(ComputeDevice.CPU);
    }

    /** The cards, usable or not. */
    public List<ComputeDevice> cards() {
        return devices.stream().filter(ComputeDevice::isCard).toList();
    }
}
