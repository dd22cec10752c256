package org.idem.protocol;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.idem.core.Progress;

/**
 * Writes replies, each at once. As progress it reports a few times a second, and is cancelled when nobody reads any more;
 * a launcher that wants to cancel ends the process. Thread-safe.
 */
public final class ReplyWriter implements Progress {
    private static final long NANOS_BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintStream out;
    private long lastReport = System.nanoTime() - NANOS_BETWEEN_REPORTS;

    /** Writes to a stream, which is not closed. */
    public ReplyWriter(OutputStream out) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    /** Writes one reply on a line of its own, whatever a native library has left unfinished on the stream. */
    public synchronized void write(Reply reply) {
        out.print("\n" + Replies.format(reply) + "\n");
        out.flush();
    }

    @Override
    public synchronized void report(double fraction, Supplier<String> message) {
        long now = System.nanoTime();
        if (now - lastReport >= NANOS_BETWEEN_REPORTS) {
            lastReport = now;
            write(new Reply.ProgressReport(fraction, message.get()));
        }
    }

    @Override
    public synchronized boolean isCancelled() {
        return out.checkError();
    }
}
