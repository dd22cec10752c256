package org.idem.devices;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.idem.core.Units;
import org.idem.devices.card.Card;
import org.idem.devices.card.DriverReport;

/**
 * What a card and its driver must be like for the CUDA build of libtorch, and what to say where they are not. That build
 * has machine code for one processor of each generation from 5 to 9, which all of the generation run, and no code that
 * newer ones could translate.
 */
final class CardRequirements {
    /** The oldest driver that serves CUDA 12. */
    static final String OLDEST_DRIVER = "525.60.13";

    /** What that driver says of CUDA. */
    static final int OLDEST_CUDA = 12_000;

    /** What CUDA itself, libtorch's kernels and the buffers of cuDNN take before the first tensor. */
    static final long LEAST_FREE = 1L << 30;

    private static final int OLDEST_GENERATION = 5;
    private static final int NEWEST_GENERATION = 9;

    private CardRequirements() {}

    /** What is wrong with the driver, and what would help; null where nothing is. */
    static String driverFault(DriverReport driver) {
        return switch (driver.state()) {
            case MISSING -> "no driver: install NVIDIA's driver " + OLDEST_DRIVER + " or newer";
            case BROKEN -> "the driver does not answer: " + driver.failure()
                    + "; after an update of the driver, restart the machine";
            case WORKS -> driver.cuda() == 0 || driver.cuda() >= OLDEST_CUDA
                    ? null
                    : "the driver " + driver.version() + " is too old: it serves CUDA " + cuda(driver.cuda())
                            + ", and 12.0 is needed; install NVIDIA's driver " + OLDEST_DRIVER + " or newer";
        };
    }

    private static String cuda(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    /** What is wrong with the card itself; null where nothing is. */
    static String cardFault(Card card) {
        int generation = card.capability() / 10;
        if (card.capability() > 0 && (generation < OLDEST_GENERATION || generation > NEWEST_GENERATION)) {
            return String.format(
                    Locale.ROOT,
                    "its compute capability is %d.%d, and libtorch's kernels are for %d.0 to %d.x",
                    generation,
                    card.capability() % 10,
                    OLDEST_GENERATION,
                    NEWEST_GENERATION);
        }
        if (card.mode() == Card.Mode.PROHIBITED) {
            return "its compute mode prohibits computing: nvidia-smi -i " + card.index() + " -c DEFAULT, as root";
        }
        return null;
    }

    /** Why there is no room on the card now, and how much there is; null where there is. */
    static String occupation(Card card) {
        if (card.mode() == Card.Mode.EXCLUSIVE && !card.processes().isEmpty()) {
            return "busy: " + holders(card.processes()) + " for itself alone (exclusive compute mode)";
        }
        if (card.memory() > 0 && card.free() < LEAST_FREE) {
            return "full: " + Units.bytes(card.free()) + " of " + Units.bytes(card.memory()) + " are free"
                    + (card.processes().isEmpty() ? "" : ", " + holders(card.processes()) + " the rest") + "; at least "
                    + Units.bytes(LEAST_FREE) + " are needed";
        }
        return null;
    }

    private static String holders(List<Long> processes) {
        String ids = processes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return processes.size() == 1 ? "process " + ids + " has" : "processes " + ids + " have";
    }
}
