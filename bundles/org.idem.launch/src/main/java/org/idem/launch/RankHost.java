package org.idem.launch;

/**
 * A machine that ranks are started on.
 *
 * @param name its name or address
 * @param slots how many ranks it takes, at least 1
 */
public record RankHost(String name, int slots) {
    public RankHost {
        if (name.isBlank() || slots < 1) {
            throw new IllegalArgumentException("'" + name + "' with " + slots + " slots");
        }
    }
}
