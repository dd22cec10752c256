package org.idem.devices;

/**
 * A processor or a card that a training may run on.
 *
 * @param id {@code cpu}, or {@code cuda:i} with the number by which CUDA knows the card
 * @param name what the maker calls it
 * @param memory bytes of its memory, 0 where unknown
 * @param free bytes of it that nobody uses now, 0 where unknown
 * @param driver version of the card's driver; null for the processor, and where there is none
 * @param reason why a training cannot use it, with what would help; null where it can
 */
public record ComputeDevice(String id, String name, long memory, long free, String driver, String reason) {
    /** The id of the machine's processor. */
    public static final String CPU = "cpu";

    /** The id of a card. */
    public static String card(int index) {
        return "cuda:" + index;
    }

    /** Whether a training can use it now. */
    public boolean usable() {
        return reason == null;
    }

    /** Whether it is a card. */
    public boolean isCard() {
        return !CPU.equals(id);
    }
}
