package org.idem.cli;

import java.util.List;
import java.util.function.Supplier;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.plan.CardMemory;

/** The cards of a machine as a plan needs them. */
final class CardMemories {
    private CardMemories() {}

    /**
     * All cards in their order, none where a training can use none of them. The driver is asked only where its answer matters.
     *
     * @param device {@code Global.device}
     */
    static List<CardMemory> of(String device, Supplier<DeviceList> survey) {
        List<ComputeDevice> cards =
                ComputeDevice.CPU.equals(device) ? List.of() : survey.get().cards();
        return cards.stream().noneMatch(ComputeDevice::usable)
                ? List.of()
                : cards.stream()
                        .map(card -> new CardMemory(card.id(), card.name(), card.memory(), card.free()))
                        .toList();
    }
}
