package org.idem.devices.card;

import java.util.List;

/**
 * A card, as its driver describes it.
 *
 * @param index number on the bus, from 0
 * @param uuid the driver's name of this very card, such as {@code GPU-8f…}; empty where unknown
 * @param name what the maker calls it
 * @param memory bytes of its memory, 0 where unknown
 * @param free bytes of it that nobody uses now
 * @param capability what its processors understand, as 10 · major + minor: 90 for a H100; 0 where unknown
 * @param mode who may compute on it
 * @param processes ids of the processes that compute on it now
 */
public record Card(
        int index, String uuid, String name, long memory, long free, int capability, Mode mode, List<Long> processes) {
    /** Who may compute on a card. */
    public enum Mode {
        /** Any number of processes. */
        SHARED,
        /** One process at a time. */
        EXCLUSIVE,
        /** Nobody. */
        PROHIBITED
    }

    public Card {
        processes = List.copyOf(processes);
    }
}
