package org.idem.watch;

import java.util.Objects;
import org.idem.run.RunEvent.Kind;

/**
 * What a rule noticed.
 *
 * @param step optimizer step after which it was noticed, from 1
 * @param kind what it is
 * @param message one line for people, without the step
 */
public record Finding(long step, Kind kind, String message) {
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
