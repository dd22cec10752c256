package org.idem.data.convert;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * How far a conversion is, in a file beside what it writes, so that the same request goes on after an interruption. Held
 * by one process at a time. Not thread-safe.
 */
final class ConversionState implements Closeable {
    private static final String REQUEST = "request";
    private static final String DONE = "done";
    private static final String LENGTH = "length.";
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final Path lockFile;
    private final FileChannel lock;
    private final String request;
    private final Properties saved = new Properties();

    private ConversionState(Path file, Path lockFile, FileChannel lock, String request) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
        this.request = request;
    }

    /**
     * Begins or goes on.
     *
     * @param file where the state is kept; its folder exists
     * @param request what must be equal to go on
     * @throws InputException if another request is under way here, or another process works on it
     */
    static ConversionState open(Path file, String request) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ConversionState state = new ConversionState(file, lockFile, lock, request);
        try {
            state.acquire();
            state.load();
            return state;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void acquire() throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            System.getLogger(ConversionState.class.getName()).log(System.Logger.Level.DEBUG, "held by this process", e);
        }
        throw new InputException(
                Problem.error(file.getParent(), "", "Another conversion writes here at this moment", ""));
    }

    private void load() throws IOException {
        if (!Files.exists(file)) {
            saved.setProperty(REQUEST, request);
            return;
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            throw foreign("The state of the conversion that was begun here cannot be read");
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            saved.load(reader);
        } catch (IllegalArgumentException e) {
            throw foreign("The state of the conversion that was begun here cannot be read");
        }
        if (!request.equals(saved.getProperty(REQUEST))) {
            throw foreign("Another conversion was begun here: " + saved.getProperty(REQUEST));
        }
    }

    private InputException foreign(String message) {
        return new InputException(
                Problem.error(file, "", message, "Give another output, or remove this one if nobody needs it"));
    }

    /** Number of items of the set that are done with, from its beginning. */
    int done() {
        return (int) number(DONE);
    }

    /** Bytes that a file had when the state was saved, 0 for one that was not begun. */
    long length(String name) {
        return number(LENGTH + name);
    }

    private long number(String key) {
        String text = saved.getProperty(key, "0");
        if (!text.matches("[0-9]{1,18}")) {
            throw foreign("The state of the conversion that was begun here cannot be read");
        }
        return Long.parseLong(text);
    }

    /** Forgets how far the work was, for formats that are written in one go. */
    void restart() {
        saved.clear();
        saved.setProperty(REQUEST, request);
    }

    /**
     * Saves how far the work is.
     *
     * @param lengths bytes of each growing file, by name
     */
    void save(int done, Map<String, Long> lengths) {
        saved.setProperty(DONE, Integer.toString(done));
        lengths.forEach((name, length) -> saved.setProperty(LENGTH + name, Long.toString(length)));
        StringWriter text = new StringWriter();
        try {
            saved.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(file, text.toString());
    }

    /** Forgets the state: the work is complete. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(lockFile);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
