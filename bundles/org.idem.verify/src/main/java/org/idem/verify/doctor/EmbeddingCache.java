package org.idem.verify.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;

/**
 * The embeddings of a set's images in a file: float32 [images, dim], each of length one, mapped. Images are added in their
 * order; a process that is killed goes on where it was. A file of another set or model is never taken for this one, nor
 * overwritten. One process at a time.
 */
public final class EmbeddingCache implements Closeable {
    /** How far the length of a row may be from one. */
    private static final double ROUNDING = 1e-3;

    private final Path file;
    private final CacheKey key;
    private final FileChannel channel;
    private final MappedRows rows;
    private int done;

    private EmbeddingCache(Path file, CacheKey key, FileChannel channel, MappedRows rows, int done) {
        this.file = file;
        this.key = key;
        this.channel = channel;
        this.rows = rows;
        this.done = done;
    }

    /**
     * Opens the file, or makes it.
     *
     * @param notes told in a sentence if a file was there and is of no use
     * @throws InputException if it is no such file, or one of another set or model, another process fills it, or there is
     *     no room
     */
    public static EmbeddingCache open(Path file, CacheKey key, Consumer<String> notes) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw wrong(file, "This is no file", "give another name with --cache");
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                lock(file, channel);
                return open(file, key, channel, notes);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw wrong(
                    file, "It cannot be written: " + e.getMessage(), "name a file with --cache that can be written");
        }
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw wrong(file, "Another process fills this file", "wait for it, or name another with --cache");
        }
    }

    private static EmbeddingCache open(Path file, CacheKey key, FileChannel channel, Consumer<String> notes)
            throws IOException {
        int done = 0;
        if (channel.size() > 0) {
            Optional<CacheHeader> header = CacheHeader.read(file, channel);
            if (header.isPresent() && !header.get().key().equals(key)) {
                throw wrong(
                        file,
                        "These embeddings are of " + header.get().whatDiffers(key),
                        "name another file with --cache, or remove this one");
            }
            boolean whole = header.isPresent() && channel.size() >= CacheHeader.fileBytes(key);
            if (whole) {
                done = header.get().done();
            } else {
                notes.accept(file + " is damaged: all images are embedded anew");
                channel.truncate(0);
            }
        }
        requireRoom(file, CacheHeader.fileBytes(key) - channel.size());
        CacheHeader.write(channel, key, done);
        MappedRows rows = MappedRows.map(channel, CacheHeader.BYTES, key.images(), key.dim());
        return new EmbeddingCache(file, key, channel, rows, done);
    }

    private static void requireRoom(Path file, long bytes) throws IOException {
        long usable = Files.getFileStore(file).getUsableSpace();
        if (usable < bytes) {
            throw wrong(
                    file,
                    "The embeddings take " + Units.bytes(bytes) + ", and " + Units.bytes(usable) + " are free",
                    "name a file on another disk with --cache");
        }
    }

    private static InputException wrong(Path file, String message, String remedy) {
        return new InputException(Problem.error(file, "--cache", message, remedy));
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Number of images. */
    public int images() {
        return key.images();
    }

    /** Length of an embedding. */
    public int dim() {
        return key.dim();
    }

    /** Images that are embedded, the first ones of the set. */
    public int done() {
        return done;
    }

    /**
     * Adds the next images.
     *
     * @param values [count, dim], each row of length one; a row that begins with NaN is of an image that cannot be read
     */
    public void add(float[] values, int count) {
        rows.put(done, count, values, 0);
        done += count;
    }

    /** Makes sure that what was added is not lost, whatever happens to this process. */
    public void flush() {
        try {
            rows.force();
            CacheHeader.write(channel, key, done);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * Reads the embedding of an image.
     *
     * @param out gets dim numbers
     * @return whether there is one: the image could be read
     * @throws InputException if the file is damaged
     */
    public boolean read(int image, float[] out) {
        rows.get(image, 1, out, 0);
        if (Float.isNaN(out[0])) {
            return false;
        }
        double squares = 0;
        for (float value : out) {
            squares += (double) value * value;
        }
        if (!(Math.abs(squares - 1) < ROUNDING)) {
            throw wrong(file, "The embedding of image " + image + " is damaged", "remove the file, and begin anew");
        }
        return true;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(EmbeddingCache.class.getName()).log(System.Logger.Level.WARNING, "left open " + file, e);
        }
    }
}
