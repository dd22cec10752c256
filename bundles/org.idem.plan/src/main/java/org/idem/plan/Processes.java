package org.idem.plan;

/**
 * The engine processes that train together. Each has as many workers as the config says; ranks are numbered over all, those
 * of the first process first.
 *
 * @param count how many, at least 1
 * @param onThisMachine how many of them share this machine's processors and memory, at least 1
 * @param numberHere number of this process among those, from 0
 */
public record Processes(int count, int onThisMachine, int numberHere) {
    /** One process alone. */
    public static final Processes ONE = new Processes(1, 1, 0);

    public Processes {
        if (count < 1 || onThisMachine > count || numberHere < 0 || numberHere >= onThisMachine) {
            throw new IllegalArgumentException(onThisMachine + " of " + count + " processes");
        }
    }
}
