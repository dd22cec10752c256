package org.idem.train.centers.disk;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Path;

/**
 * What Linux keeps in memory of one file, given back piece by piece: for file systems where reads and writes cannot pass
 * the page cache by. Where the kernel does not hear of it, as with files that are nowhere but in memory (tmpfs), or where
 * the library is missing, nothing happens. Any thread may use it.
 */
final class PageCache implements AutoCloseable {
    private static final int READ_ONLY = 0;
    private static final int DONT_NEED = 4;
    /** Before, start, after: returns once the pages are on the disk. */
    private static final int WRITE_AND_WAIT = 1 | 2 | 4;

    private static final long LARGEST_FOLIO = 2 << 20;
    private static final int NONE = -1;

    private static final Calls CALLS = load();

    private final int descriptor;

    /** Functions of the C library, by their names there. */
    private interface Calls extends Library {
        int open(String path, int flags);

        int close(int descriptor);

        int posix_fadvise(int descriptor, long offset, long length, int advice);

        int sync_file_range(int descriptor, long offset, long length, int flags);
    }

    private static Calls load() {
        try {
            return Native.load("c", Calls.class);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            System.getLogger(PageCache.class.getName()).log(System.Logger.Level.DEBUG, "no C library", e);
            return null;
        }
    }

    /** Of a file that exists. */
    PageCache(Path file) {
        this.descriptor = CALLS == null ? NONE : CALLS.open(file.toString(), READ_ONLY);
    }

    /**
     * Gives back what was read, or written before and is on the disk. The kernel reads more than it is asked for, and gives
     * back whole folios only: all around goes with it.
     */
    void drop(long offset, long length) {
        if (descriptor != NONE) {
            long start = Math.max(0, offset - LARGEST_FOLIO);
            CALLS.posix_fadvise(descriptor, start, offset + length + LARGEST_FOLIO - start, DONT_NEED);
        }
    }

    /** Waits until what was written is on the disk, and gives it back: before, the kernel would keep it. */
    void writeAndDrop(long offset, long length) {
        if (descriptor != NONE) {
            CALLS.sync_file_range(descriptor, offset, length, WRITE_AND_WAIT);
            drop(offset, length);
        }
    }

    @Override
    public void close() {
        if (descriptor != NONE) {
            CALLS.close(descriptor);
        }
    }
}
