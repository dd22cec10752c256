package org.idem.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.idem.core.InputException;
import org.idem.core.Progress;

/**
 * Listens to a worker that says on its standard output, one JSON object a line, how far it is, and last what came out:
 * {@code {"fraction":0.3,"message":"…"}}, {@code {"result":{…}}}. Lines that are no JSON are left to nobody.
 */
final class EngineProcess {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long POLL_MILLIS = 100;
    private static final long GRACE_SECONDS = 5;

    private final String what;
    private final Process process;
    private final Progress progress;
    private final Tail errors;
    private volatile JsonNode result;

    EngineProcess(String what, Process process, Progress progress) {
        this.what = what;
        this.process = process;
        this.progress = progress;
        this.errors = new Tail(process.getErrorStream());
    }

    /**
     * Waits for the result.
     *
     * @throws CancellationException if the user cancelled; the worker is then gone
     * @throws InputException if the worker refuses its input
     * @throws WorkerFailedException if it fails
     */
    JsonNode await() {
        Thread output = start(this::listen, "output");
        Thread tail = start(errors, "errors");
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.checkCancelled();
            }
            output.join();
            tail.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        } finally {
            end();
        }
        return outcome(process.exitValue());
    }

    private JsonNode outcome(int exitCode) {
        if (exitCode == 0 && result != null) {
            return result;
        }
        if (exitCode == 2) {
            throw new InputException(WorkerProblems.parse(errors.text()));
        }
        if (exitCode == 130 || progress.isCancelled()) {
            throw new CancellationException(what + " was cancelled");
        }
        String tail = exitCode == 0 ? "The worker ended without a result.\n" + errors.text() : errors.text();
        throw new WorkerFailedException(what, exitCode, tail);
    }

    private Thread start(Runnable work, String name) {
        Thread thread = new Thread(work, "idem-worker-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void hear(String line) {
        if (!line.startsWith("{")) {
            return;
        }
        try {
            JsonNode said = MAPPER.readTree(line);
            if (said.has("result")) {
                result = said.get("result");
            } else if (said.has("fraction")) {
                String message = said.path("message").asText();
                progress.report(said.get("fraction").asDouble(), () -> message);
            }
        } catch (JsonProcessingException e) {
            System.getLogger(EngineProcess.class.getName()).log(System.Logger.Level.DEBUG, line, e);
        }
    }

    private void end() {
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
