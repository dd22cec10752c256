package org.idem.train.record;

import java.io.UncheckedIOException;
import java.time.Clock;
import org.idem.run.EventLog;
import org.idem.run.RunEvent;

/** Reports what went wrong: in the run's events, in the log and in the status. */
final class EventReporter {
    private final EventLog events;
    private final TrainLog log;
    private final StatusWriter status;
    private final Clock clock;

    EventReporter(EventLog events, TrainLog log, StatusWriter status, Clock clock) {
        this.events = events;
        this.log = log;
        this.status = status;
        this.clock = clock;
    }

    /**
     * Reports something noticed after a step, and what was done about it.
     *
     * @param parameter tensor that it was noticed in, empty where there is none
     */
    void report(long step, RunEvent.Kind kind, String parameter, String message, RunEvent.Handling handling) {
        log.warning("Step " + step + ": " + message);
        status.notice("step " + step + ": " + message);
        try {
            events.add(new RunEvent(step, clock.instant(), kind, parameter, message, handling));
        } catch (UncheckedIOException e) {
            // The disk may be what the message is about; the log and the status have it.
            log.warning(e.getMessage() + ": " + e.getCause().getMessage());
        }
    }
}
