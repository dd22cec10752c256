package org.idem.metrics;

/** How a true accept rate is read off a ROC, which has a point for some false accept rates only. */
public enum TarRule {
    /** The greatest true accept rate whose false accept rate does not exceed the one asked for. */
    CONSERVATIVE,
    /**
     * The point whose false accept rate is nearest to the one asked for, on either side of it, among the corners of the
     * curve: what PLSC and insightface publish. It may accept more impostors than were allowed.
     */
    NEAREST;

    /** The name that commands and files use: {@code conservative} or {@code nearest}. */
    public String word() {
        return this == CONSERVATIVE ? "conservative" : "nearest";
    }
}
