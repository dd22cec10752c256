package org.idem.ui.start;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.AtomicFiles;

/**
 * How a workbench that finds its state in use reaches the one that uses it: that one writes who it is into the state's
 * folder, and looks there for a request to bring its window to the front, which it answers by taking the request away.
 * Files reach wherever the state itself does. Thread-safe.
 */
public final class OpenWindow {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Path holder;
    private final Path request;

    /** Of the workbench that keeps its state in this folder. */
    public OpenWindow(Path state) {
        holder = state.resolve("window.properties");
        request = state.resolve("window.request");
    }

    /** Says that this process is the one; what was asked of an earlier one is forgotten. */
    public void announce() {
        Properties all = new Properties();
        all.setProperty("user", System.getProperty("user.name", ""));
        all.setProperty("host", host());
        all.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
            AtomicFiles.write(holder, text.toString());
            Files.deleteIfExists(request);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + holder, e);
        }
    }

    /** {@code user ann on host blue, process 4711}, or an empty text where that is not known. */
    public String describe() {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(holder)) {
            all.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
        return "user " + all.getProperty("user") + " on host " + all.getProperty("host") + ", process "
                + all.getProperty("pid");
    }

    /** Asks for the window, and waits until it says that it has come, or for so long; returns whether it came. */
    public boolean ask(Duration patience) {
        try {
            Files.createFile(request);
        } catch (FileAlreadyExistsException e) {
            System.getLogger(OpenWindow.class.getName()).log(System.Logger.Level.DEBUG, "asked already", e);
        } catch (IOException e) {
            return false;
        }
        long end = System.nanoTime() + patience.toNanos();
        while (Files.exists(request)) {
            if (System.nanoTime() > end) {
                return !takeRequest();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY.toMillis()));
        }
        return true;
    }

    /** Whether somebody asks. */
    public boolean isAsked() {
        return Files.exists(request);
    }

    /** Answers whoever asks; false if nobody does any more. */
    public boolean takeRequest() {
        try {
            return Files.deleteIfExists(request);
        } catch (IOException e) {
            return false;
        }
    }

    /** Without asking a name server. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return System.getenv().getOrDefault("HOSTNAME", "unknown");
        }
    }
}
