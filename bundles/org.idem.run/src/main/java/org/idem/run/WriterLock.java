package org.idem.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The lock that the writer of a run's metrics holds as long as it lives. It goes with the process, however that ends, so
 * that it tells who is gone where process numbers and host names do not. It is on a file of its own: a process that
 * closes any handle of a file gives up its locks on it.
 */
final class WriterLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WriterLock.class.getName());
    private static final String FILE = "writer.lock";
    private static final int ATTEMPTS = 50;
    private static final long NANOS_BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Files that this process has locked: it must not open them again. */
    private static final Set<Path> OWN = new HashSet<>();

    /** Whether anybody holds a lock. */
    enum State {
        /** A process, this one or another, holds it. */
        HELD,
        /** Nobody on this machine holds it. */
        FREE,
        /** The file system has no locks, or nobody ever made one. */
        UNKNOWN
    }

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder of metrics. On a file system without locks everybody gets it.
     *
     * @throws InputException if another writer holds it
     * @throws IOException if the file cannot be made
     */
    static WriterLock acquire(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            WriterLock lock = tryAcquire(folder);
            if (lock != null) {
                return lock;
            }
            // Whoever asks whether it is held has it for a moment.
            if (attempt == ATTEMPTS || isOwn(folder)) {
                throw new InputException(Problem.error(
                        folder.resolve(FILE),
                        "",
                        "Another process is writing this run",
                        "stop it first: idem stop <run>"));
            }
            LockSupport.parkNanos(NANOS_BETWEEN_ATTEMPTS);
        }
    }

    private static WriterLock tryAcquire(Path folder) throws IOException {
        synchronized (OWN) {
            if (isOwn(folder)) {
                return null;
            }
            if (Files.exists(folder.resolve(FILE))) {
                BoundedFiles.requireRegular(folder.resolve(FILE));
            }
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return null;
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "this file system has no locks", e);
            }
            Path file = folder.resolve(FILE).toRealPath();
            OWN.add(file);
            return new WriterLock(file, channel);
        }
    }

    private static boolean isOwn(Path folder) throws IOException {
        synchronized (OWN) {
            Path file = folder.resolve(FILE);
            return Files.exists(file) && OWN.contains(file.toRealPath());
        }
    }

    /** Whether anybody holds the lock of a folder of metrics. */
    static State probe(Path folder) {
        Path file = folder.resolve(FILE);
        synchronized (OWN) {
            try {
                if (!Files.isRegularFile(file)) {
                    return State.UNKNOWN;
                }
                if (isOwn(folder)) {
                    return State.HELD;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                        FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
                    return shared == null ? State.HELD : State.FREE;
                }
            } catch (OverlappingFileLockException e) {
                return State.HELD;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "no lock can be tried on " + file, e);
                return State.UNKNOWN;
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OWN) {
            if (channel.isOpen()) {
                channel.close();
                OWN.remove(file);
            }
        }
    }
}
