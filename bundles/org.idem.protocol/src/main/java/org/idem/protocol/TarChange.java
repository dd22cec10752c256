package org.idem.protocol;

import java.util.Objects;

/**
 * What an export does to a true accept rate: that of the exported network less that of the trained one, on the same pairs.
 *
 * @param set name of the set
 * @param far false accept rate, in (0, 1]
 * @param trained true accept rate of the trained network
 * @param exported true accept rate of the exported network
 * @param low lower end of the 95 % interval of the difference
 * @param high upper end of it
 */
public record TarChange(String set, double far, double trained, double exported, double low, double high) {
    public TarChange {
        Objects.requireNonNull(set, "set");
    }

    /** Positive where the exported network accepts more. */
    public double change() {
        return exported - trained;
    }
}
