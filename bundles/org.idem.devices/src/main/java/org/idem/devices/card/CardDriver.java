package org.idem.devices.card;

/** Who knows the cards of a machine. */
@FunctionalInterface
public interface CardDriver {
    /** What it knows now; asks anew each time, in some milliseconds, and never throws for what the machine lacks. */
    DriverReport report();
}
