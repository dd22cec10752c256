package org.idem.train.setup;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.idem.config.GlobalConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.plan.TrainingPlan;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Libtorch;

/**
 * The devices that {@code Global.device} and {@code Global.devices} ask for. A list says which card each worker has, several
 * workers perhaps the same. A number of workers takes the cards from the first on, those of another process of this machine
 * the next ones; more workers than cards is refused where the config insists on cards, and else they share them. Where
 * libtorch computes on no card the processor does, as configs that were written for a machine with cards are tried on others.
 */
public final class DeviceChoice implements DeviceProvider {
    private static final String COUNT_KEY = "Global.devices";

    private final IntSupplier cards;

    /** Among the cards that libtorch computes on here. */
    public DeviceChoice() {
        this(Libtorch::cards);
    }

    /** Among so many cards. */
    DeviceChoice(IntSupplier cards) {
        this.cards = cards;
    }

    @Override
    public List<Device> devices(TrainingPlan plan) {
        GlobalConfig global = plan.config().global();
        int available = global.device().equals("cpu") ? 0 : cards.getAsInt();
        if (available == 0) {
            return IntStream.range(0, global.devices())
                    .mapToObj(worker -> Device.CPU)
                    .toList();
        }
        return global.cards().isEmpty()
                ? counted(global, plan.processes().numberHere(), available)
                : listed(global, available);
    }

    private static List<Device> counted(GlobalConfig global, int process, int available) {
        if (global.devices() > available && global.device().equals("gpu")) {
            throw refused(
                    COUNT_KEY,
                    global.devices() + " workers ask for a graphics card each, and there are " + available,
                    "lower Global.devices, or list a card for each worker; [0, 0] is two workers on one card");
        }
        return IntStream.range(0, global.devices())
                .mapToObj(worker -> Device.cuda(global.card(process * global.devices() + worker, available)))
                .toList();
    }

    private static List<Device> listed(GlobalConfig global, int available) {
        global.cards().stream().filter(card -> card >= available).findFirst().ifPresent(card -> {
            throw refused(
                    COUNT_KEY,
                    "There is no graphics card " + card + "; there are " + available + ", numbered from 0",
                    "list cards that ./idem devices names");
        });
        return global.cards().stream().map(Device::cuda).toList();
    }

    private static InputException refused(String key, String message, String remedy) {
        return new InputException(Problem.error(null, key, message, remedy));
    }
}
