package org.idem.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held while a model, its parity report and its card are put in place, so that of two exports to one name none mixes its
 * files with the other's: by threads of this process and by other processes. Where the file system cannot lock, only the
 * former wait.
 */
final class PublishingLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> OURS = new ConcurrentHashMap<>();

    private final ReentrantLock ours;
    private final Path file;
    private FileChannel channel;

    private PublishingLock(Path model) {
        this.ours = OURS.computeIfAbsent(model, key -> new ReentrantLock());
        this.file = model.resolveSibling("." + model.getFileName() + ".lock");
    }

    /** Waits until nobody else publishes under this name. */
    static PublishingLock of(Path model) {
        PublishingLock lock = new PublishingLock(model);
        lock.ours.lock();
        try {
            lock.acquire();
        } catch (IOException e) {
            System.getLogger(PublishingLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "no lock beside " + model, e);
        }
        return lock;
    }

    /** The file goes with its holder: whoever waited for one that is gone takes the next. */
    private void acquire() throws IOException {
        while (true) {
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock held = opened.lock();
                if (held.isValid() && isStill(opened)) {
                    channel = opened;
                    return;
                }
            } finally {
                if (channel == null) {
                    opened.close();
                }
            }
        }
    }

    /**
     * Whether the name still leads to the file that was opened: a length given to the one is seen at the other. (Opening
     * it again to look would let go of the lock when that is closed.)
     */
    private boolean isStill(FileChannel opened) throws IOException {
        long length = ThreadLocalRandom.current().nextLong(1, 1 << 20);
        opened.truncate(0).write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(file) == length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                Files.deleteIfExists(file);
                channel.close();
            }
        } catch (IOException e) {
            System.getLogger(PublishingLock.class.getName()).log(System.Logger.Level.WARNING, "left behind " + file, e);
        } finally {
            ours.unlock();
        }
    }
}
