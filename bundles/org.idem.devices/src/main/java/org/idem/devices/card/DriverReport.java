package org.idem.devices.card;

import java.util.List;

/**
 * What the driver of the cards says.
 *
 * @param state whether it could be asked
 * @param version version of the driver such as {@code 570.86.10}; null where it could not be asked
 * @param cuda newest version of CUDA that the driver serves, as 1000 · major + 10 · minor; 0 where unknown
 * @param cards its cards, by number on the bus
 * @param failure what went wrong, in the driver's words; null where nothing did
 */
public record DriverReport(State state, String version, int cuda, List<Card> cards, String failure) {
    /** Whether a driver could be asked. */
    public enum State {
        /** There is no driver: its library is not on this machine. */
        MISSING,
        /** Its library is there, but it does not work. */
        BROKEN,
        /** It answers. */
        WORKS
    }

    public DriverReport {
        cards = List.copyOf(cards);
    }

    /** Of a machine without a driver. */
    public static DriverReport missing() {
        return new DriverReport(State.MISSING, null, 0, List.of(), null);
    }

    /** Of a driver that does not answer. */
    public static DriverReport broken(String failure) {
        return new DriverReport(State.BROKEN, null, 0, List.of(), failure);
    }
}
