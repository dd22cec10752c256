package org.idem.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.protocol.Replies;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.protocol.Requests;

/**
 * Follows an engine process that replies on its standard output. Lines that are no replies come from libraries or from
 * the JVM itself: the last of both streams tell why a process failed that did not say so itself.
 */
final class EngineProcess {
    private static final long POLL_MILLIS = 100;
    private static final long GRACE_SECONDS = 5;

    private final String work;
    private final Process process;
    private final Progress progress;
    private final Tail tail = new Tail();
    private volatile Reply.End end;

    /**
     * Follows a process.
     *
     * @param work what it does, for messages, such as {@code Verification}
     */
    EngineProcess(String work, Process process, Progress progress) {
        this.work = work;
        this.process = process;
        this.progress = progress;
    }

    /** Gives the process its request. */
    EngineProcess send(Request request) {
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(Requests.format(request) + "\n");
        } catch (IOException e) {
            // It ended before it read: why is in what it printed.
            System.getLogger(EngineProcess.class.getName()).log(System.Logger.Level.DEBUG, work, e);
        }
        return this;
    }

    /**
     * Waits for the result. The process does not outlive this call.
     *
     * @param kind what a process that did its work replies
     * @throws CancellationException if the user cancelled
     * @throws InputException if the process refuses its input, with the problems that it names
     * @throws EngineFailedException if it fails
     */
    <R extends Reply.Result> R await(Class<R> kind) {
        Thread output = start(() -> read(process.getInputStream()), "output");
        Thread errors = start(() -> read(process.getErrorStream()), "errors");
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.checkCancelled();
            }
            output.join();
            errors.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        } finally {
            terminate();
        }
        return result(kind, process.exitValue());
    }

    private <R extends Reply.Result> R result(Class<R> kind, int exitCode) {
        if (exitCode == 0 && kind.isInstance(end)) {
            return kind.cast(end);
        }
        if (end instanceof Reply.ProblemReport report) {
            throw new InputException(report.problems());
        }
        if (end instanceof Reply.Cancelled || progress.isCancelled()) {
            throw new CancellationException(work + " was cancelled");
        }
        String reason = end instanceof Reply.Failure failure ? failure.message() : "";
        String printed = exitCode == 0 ? "The process ended without a result.\n" + tail.text() : tail.text();
        throw new EngineFailedException(work, exitCode, reason, printed);
    }

    private static Thread start(Runnable reading, String name) {
        Thread thread = new Thread(reading, "idem-engine-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                handle(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void handle(String line) {
        Reply reply = Replies.parse(line).orElse(null);
        if (reply instanceof Reply.ProgressReport report) {
            progress.report(report.fraction(), report::message);
        } else if (reply instanceof Reply.End last) {
            end = last;
        } else if (!line.isEmpty()) {
            tail.add(line);
        }
    }

    private void terminate() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
