package org.idem.train.record;

import java.time.Duration;
import java.time.Instant;
import org.idem.core.Units;

/**
 * Checkpoints that could not be written one after the other. A full disk may be cleared while a training goes on; one that
 * goes on for hours without saving loses them all when it ends.
 */
final class SaveFailures {
    /** A training ends when this many checkpoints in a row could not be written… */
    static final int MOST = 3;
    /** …and the first of them was due this long before the last. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private int count;
    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH;

    /** Another one failed. */
    void add(Instant now) {
        first = count == 0 ? now : first;
        last = now;
        count++;
    }

    /** One was written. */
    void clear() {
        count = 0;
    }

    /** Whether the training should end. */
    boolean areTooMany() {
        return count >= MOST && Duration.between(first, last).compareTo(LONGEST) >= 0;
    }

    /** Whether a user should hear of the last one, too: of the first, second, fourth, eighth and so on. */
    boolean isTold() {
        return Integer.bitCount(count) == 1;
    }

    /** How many there were and for how long, as the end of a sentence. */
    String inWords() {
        return count + " times in a row, for " + Units.duration(Duration.between(first, last));
    }
}
