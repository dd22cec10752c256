package org.idem.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.devices.ComputeDevice;
import org.idem.devices.DeviceList;
import org.idem.devices.DeviceSurvey;
import org.idem.devices.cuda.CudaInstallation;

/**
 * Which libtorch an engine process loads: the CUDA build where a card is to be used and can be, else the one of the product,
 * which is faster on a processor. The driver is asked only where its answer matters.
 */
final class CudaChoice {
    private static final String GPU = "gpu";
    private static final String CARDS = "cuda:";

    private final CudaInstallation cuda;
    private final Supplier<DeviceList> survey;

    CudaChoice(CudaInstallation cuda, Supplier<DeviceList> survey) {
        this.cuda = cuda;
        this.survey = survey;
    }

    /** Of this machine. */
    static CudaChoice ofThisMachine() {
        return new CudaChoice(
                CudaInstallation.locate(), () -> DeviceSurvey.ofThisMachine().survey());
    }

    /**
     * Variables of a process that computes on a kind of device.
     *
     * @param device {@code auto}, {@code cpu} or {@code gpu}, as {@code Global.device}, or a card such as {@code cuda:1}
     */
    Map<String, String> environment(String device) {
        if (ComputeDevice.CPU.equals(device) || !cuda.isInstalled() || !mayUseCard(device)) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>(cuda.environment());
        variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID"); // the numbers are those of the list of devices
        return variables;
    }

    /** Where no card is told of and one is asked for, libtorch has the last word. */
    private boolean mayUseCard(String device) {
        List<ComputeDevice> cards = survey.get().cards();
        return cards.isEmpty() ? isCard(device) : cards.stream().anyMatch(ComputeDevice::usable);
    }

    /**
     * Requires that cards can be used where some are asked for. Whether there is a card at all is left to the trainer: libtorch may
     * know one that the driver's management library, which containers often lack, does not tell of.
     *
     * @param device as in {@link #environment}
     * @param key what asks for it
     * @param remedy what to do otherwise
     * @throws InputException if there are cards and none can be used, with the reason for each
     */
    void requireUsable(String device, String key, String remedy) {
        if (!isCard(device)) {
            return;
        }
        List<ComputeDevice> cards = survey.get().cards();
        if (!cards.isEmpty() && cards.stream().noneMatch(ComputeDevice::usable)) {
            String reasons = cards.stream()
                    .map(card -> card.id() + " (" + card.name() + "): " + card.reason())
                    .collect(Collectors.joining("; "));
            throw new InputException(
                    Problem.error(null, key, "It asks for a card, and none can be used now. " + reasons, remedy));
        }
    }

    private static boolean isCard(String device) {
        return GPU.equals(device) || device.startsWith(CARDS);
    }
}
