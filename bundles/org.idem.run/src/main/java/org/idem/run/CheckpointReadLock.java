package org.idem.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.BoundedFiles;
import org.idem.core.Units;

/**
 * Keeps a checkpoint from being pruned or replaced while it is read, by this process or by another on any machine whose file system
 * locks. It is a shared lock on an empty file in the checkpoint's folder that nobody reads: closing any other handle of
 * a file that is read would let go of a lock on it. A process that dies lets go of its locks. Where there can be no lock
 * (an old checkpoint in a folder that cannot be written, a file system without locks), reading goes on without.
 */
public final class CheckpointReadLock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CheckpointReadLock.class.getName());
    private static final String FILE = "read.lock";
    /** Beside it, a text that no other checkpoint has. */
    private static final String IDENTITY = "read.id";

    private static final int LONGEST_IDENTITY = 100;
    /** Weights of any size are loaded in less. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final long NANOS_BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

    /** One handle for all readers of this process: it has one lock on a file, not one for each. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private final Path checkpoint;
    private boolean open = true;

    private CheckpointReadLock(Path checkpoint) {
        this.checkpoint = checkpoint;
    }

    private static final class Held {
        private final FileChannel channel;
        private int readers = 1;

        Held(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** Prepares a checkpoint that is being written for its readers. */
    static void prepare(Path staged) throws IOException {
        Path file = staged.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.writeString(staged.resolve(IDENTITY), UUID.randomUUID().toString());
    }

    /** Locks a checkpoint; empty if it is gone. */
    static Optional<CheckpointReadLock> of(Path checkpoint) {
        synchronized (HELD) {
            Held held = HELD.get(checkpoint);
            if (held != null) {
                held.readers++;
                return Optional.of(new CheckpointReadLock(checkpoint));
            }
            while (true) {
                Object before = identity(checkpoint);
                FileChannel channel = lock(checkpoint);
                // Whoever pruned or replaced it held the lock meanwhile: then the lock is that of what is gone.
                if (!Files.isDirectory(checkpoint)) {
                    close(channel);
                    return Optional.empty();
                }
                // Nor is a lock wanting that could not be had only because the folder was away for a moment.
                if (Objects.equals(before, identity(checkpoint)) && Files.isDirectory(checkpoint)) {
                    HELD.put(checkpoint, new Held(channel));
                    return Optional.of(new CheckpointReadLock(checkpoint));
                }
                close(channel);
            }
        }
    }

    /**
     * What tells a checkpoint from one that takes its place; null where nothing does. Not what the file system calls the
     * lock's file: it gives the names of deleted files to new ones.
     */
    private static Object identity(Path checkpoint) {
        try {
            return new String(
                    BoundedFiles.readAllBytes(checkpoint.resolve(IDENTITY), LONGEST_IDENTITY), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return fileKey(checkpoint);
        }
    }

    /** Of a checkpoint that was written before they had texts of their own. */
    private static Object fileKey(Path checkpoint) {
        try {
            return Files.readAttributes(checkpoint.resolve(FILE), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    private static FileChannel lock(Path checkpoint) {
        FileChannel channel = null;
        try {
            channel = open(checkpoint.resolve(FILE));
            FileLock shared = channel.lock(0, Long.MAX_VALUE, true);
            LOG.log(System.Logger.Level.DEBUG, "reading under {0}", shared);
            return channel;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no lock on " + checkpoint, e);
            close(channel);
            return null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            BoundedFiles.requireRegular(file);
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // Written before checkpoints had one.
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    /** Takes a checkpoint out of use. */
    @FunctionalInterface
    interface Removal {
        void run() throws IOException;
    }

    /** Runs a removal that nobody begins to read meanwhile; false, without running it, while somebody reads. */
    static boolean ifUnread(Path checkpoint, Removal removal) throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(checkpoint)) {
                return false;
            }
            Path file = checkpoint.resolve(FILE);
            if (!Files.isRegularFile(file)) {
                removal.run();
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (isRead(channel)) {
                    return false;
                }
                removal.run();
                return true;
            }
        }
    }

    /** Where there are no locks nobody can be seen. */
    private static boolean isRead(FileChannel channel) {
        try {
            return channel.tryLock() == null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "this file system has no locks", e);
            return false;
        }
    }

    /**
     * Runs a removal as soon as nobody reads, and nobody begins to meanwhile.
     *
     * @throws IOException if somebody reads for longer than a loading of weights takes; the removal did not run then
     */
    static void whenUnread(Path checkpoint, Removal removal) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!ifUnread(checkpoint, removal)) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "another process has been reading " + checkpoint + " for " + Units.duration(LONGEST));
            }
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    /** The checkpoint's folder, which stays until this is closed. */
    public Path checkpoint() {
        return checkpoint;
    }

    @Override
    public void close() {
        synchronized (HELD) {
            if (open) {
                open = false;
                Held held = HELD.get(checkpoint);
                if (--held.readers == 0) {
                    HELD.remove(checkpoint);
                    close(held.channel);
                }
            }
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A lock was not closed", e);
        }
    }
}
