package org.idem.devices.cuda;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.Progress;

/** Closes a stream that somebody reads, once the user cancels or nothing has come for too long; the read then fails. */
final class TransferWatch implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final Progress progress;
    private final long silence;
    private final Closeable stream;
    private final Thread watcher;
    private volatile long last = System.nanoTime();
    private volatile boolean closed;

    TransferWatch(Progress progress, Duration silence, Closeable stream) {
        this.progress = progress;
        this.silence = silence.toNanos();
        this.stream = stream;
        this.watcher = new Thread(this::watch, "transfer watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!closed) {
            if (progress.isCancelled() || System.nanoTime() - last > silence) {
                try {
                    stream.close();
                } catch (IOException e) {
                    System.getLogger(TransferWatch.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
                }
                return;
            }
            LockSupport.parkNanos(Math.min(INTERVAL, silence));
        }
    }

    /** Something came. */
    void tick() {
        last = System.nanoTime();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }
}
