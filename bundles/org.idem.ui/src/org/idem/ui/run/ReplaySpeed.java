package org.idem.ui.run;

/** How fast a run is played. */
enum ReplaySpeed {
    /** The whole run in ten seconds. */
    IN_10_SECONDS("In 10 seconds", 10),
    /** The whole run in half a minute. */
    IN_30_SECONDS("In 30 seconds", 30),
    /** The whole run in two minutes. */
    IN_2_MINUTES("In 2 minutes", 120),
    /** As fast as it was, pauses left out. */
    AS_IT_WAS("As it was", 0);

    private final String word;
    private final double seconds;

    ReplaySpeed(String word, double seconds) {
        this.word = word;
        this.seconds = seconds;
    }

    /** What the choice says. */
    String word() {
        return word;
    }

    /** The part of a run that is played in a second, the run being so many seconds long. */
    double sharePerSecond(double length) {
        double whole = seconds > 0 ? seconds : length;
        return whole > 0 ? 1 / whole : 1;
    }
}
