package org.idem.run.replay;

import java.time.Instant;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;

/**
 * The metrics of a run as they were at any moment: the log is read up to what had been written then, so that values that a
 * resumed training took back later are there again. Going forward reads what came in between, going back reads from the
 * beginning. Thread-safe.
 */
public final class MetricReplay {
    private final MetricLog log;
    private final MetricMoments moments = new MetricMoments();
    private long known;
    private MetricHistory history;

    /** Nothing is read yet. */
    public MetricReplay(MetricLog log) {
        this.log = log;
        history = new MetricHistory(log);
    }

    /** Learns what was added to the log since the last call; returns whether anything was. */
    public synchronized boolean poll() {
        long before = known;
        known = log.readFrom(known, moments);
        return known != before;
    }

    /** When values were logged, in seconds since 1970, ascending; of long logs not all of them. */
    public synchronized double[] seconds() {
        return moments.seconds();
    }

    /** The metrics as they were then. The next call may change what it returned before. */
    public synchronized MetricHistory at(Instant moment) {
        long end = moments.endAt(moment.toEpochMilli() / 1000.0);
        if (end < history.offset()) {
            history = new MetricHistory(log);
        }
        history.poll(end);
        return history;
    }
}
