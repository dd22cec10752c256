package org.idem.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.idem.core.InputException;

/** One reader on a thread of its own, so that it can be waited for in vain. */
final class Trial implements AutoCloseable {
    /** Far more than a sound file of a trial needs, and less than a small heap. */
    private static final long MOST_BYTES = 768L << 20;

    private static final int FRAMES = 12;
    private static final int KIND = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;
    private final Duration patience;
    private final ExecutorService executor;
    private volatile Thread thread;
    private boolean hanging;

    /** What a reading came to. */
    private record Outcome(Throwable thrown, long bytes) {}

    Trial(FuzzTarget target, Duration patience) {
        this.target = target;
        this.patience = patience;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "fuzz-" + target.name());
            made.setDaemon(true);
            thread = made;
            return made;
        });
    }

    private Outcome read(Path folder) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Throwable thrown = null;
        try {
            target.reader().read(folder);
        } catch (Throwable e) {
            thrown = e;
        }
        return new Outcome(thrown, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    /** A reader that refuses sound files would pass any trial. */
    void requireSound(Path folder) {
        String fault = fault(folder, "");
        Throwable thrown = read(folder).thrown();
        if (!fault.isEmpty() || thrown != null) {
            throw new IllegalStateException(target.name() + " refuses its sound files: " + fault, thrown);
        }
    }

    /** What is wrong with the reader's answer; empty if nothing is. */
    String fault(Path folder, String file) {
        Future<Outcome> answer = executor.submit(() -> read(folder));
        try {
            Outcome outcome = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (outcome.bytes() > MOST_BYTES) {
                return "took " + outcome.bytes() + " bytes of memory";
            }
            return outcome.thrown() == null ? "" : fault(outcome.thrown(), folder, file);
        } catch (TimeoutException e) {
            hanging = true;
            return "hangs" + frames(thread.getStackTrace());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it came to pass; what differs in the words alone is the same fault again. */
    static String kind(String fault) {
        int frame = fault.indexOf("\n    at ");
        return frame < 0 ? fault : fault.substring(frame, Math.min(fault.length(), frame + KIND));
    }

    boolean hangs() {
        return hanging;
    }

    private String fault(Throwable thrown, Path folder, String file) {
        boolean documented = target.documented().stream().anyMatch(type -> type.isInstance(thrown));
        if (!documented) {
            return thrown + frames(thrown.getStackTrace());
        }
        String said = said(thrown);
        return names(said, folder, file) ? "" : "names no file: " + said + frames(thrown.getStackTrace());
    }

    private static String said(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof InputException && message.isBlank() ? "" : message;
    }

    /** The file, another of the set, or the folder: what leads the user there. */
    private boolean names(String said, Path folder, String file) {
        return said.contains(folder.toString())
                || said.contains(Path.of(file).getFileName().toString())
                || target.files().keySet().stream().anyMatch(said::contains);
    }

    private static String frames(StackTraceElement[] stack) {
        List<StackTraceElement> first = Arrays.asList(stack).subList(0, Math.min(FRAMES, stack.length));
        return first.stream().map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
