package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.idem.core.AtomicFiles;
import org.idem.core.Sha256;
import org.idem.core.UserCache;
import org.idem.data.recordio.RecordIoFile;

/**
 * The labels of a large record file as they were read once: asking every record of a file of 100 GB takes minutes. They are
 * kept in the user's cache ({@code idem.cache}, else {@code XDG_CACHE_HOME}, else {@code ~/.cache}), four bytes an image, and
 * believed only while size and time of the record file and of its index are the same. Where the cache cannot be read or written,
 * there is none. Thread-safe.
 */
final class KeptLabels {
    /** Fewer are read again in no time. */
    static final int LEAST = 1 << 16;

    private static final byte[] MAGIC = "IDEMLAB1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int HEADER = 8 + KEY_BYTES + Long.BYTES;

    private final Path rec;
    private final int images;
    /** Of the files as they were opened; empty where nothing is kept. */
    private final byte[] key;

    private KeptLabels(Path rec, int images) {
        this.rec = rec.toAbsolutePath().normalize();
        this.images = images;
        this.key = images < LEAST ? new byte[0] : key();
    }

    /** Those of a file with so many images, which has just been opened; nothing is read of them yet. */
    static KeptLabels of(RecordIoFile file, int images) {
        return new KeptLabels(file.path(), images);
    }

    /** The label of each image, if they are kept and of these files. */
    Optional<int[]> read() {
        if (key.length == 0) {
            return Optional.empty();
        }
        try {
            Path file = file();
            if (!Files.isRegularFile(file) || Files.size(file) != HEADER + (long) Integer.BYTES * images) {
                return Optional.empty();
            }
            return labels(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            log(e);
            return Optional.empty();
        }
    }

    private Optional<int[]> labels(ByteBuffer bytes) {
        byte[] magic = new byte[MAGIC.length];
        byte[] of = new byte[KEY_BYTES];
        bytes.get(magic).get(of);
        long sum = bytes.getLong();
        if (!Arrays.equals(magic, MAGIC) || !Arrays.equals(of, key) || sum != sum(bytes.slice())) {
            return Optional.empty();
        }
        int[] labels = new int[images];
        bytes.asIntBuffer().get(labels);
        return Optional.of(labels);
    }

    /** Keeps them. */
    void write(int[] labels) {
        if (key.length == 0) {
            return;
        }
        try {
            ByteBuffer body = ByteBuffer.allocate(Integer.BYTES * images).order(ByteOrder.LITTLE_ENDIAN);
            body.asIntBuffer().put(labels);
            ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.put(MAGIC).put(key).putLong(sum(body.duplicate()));
            Path file = file();
            Files.createDirectories(file.getParent());
            AtomicFiles.write(file, out -> {
                out.write(header.array());
                out.write(body.array());
            });
        } catch (IOException | UncheckedIOException e) {
            log(e);
        }
    }

    private static long sum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    /** What the labels are of: another size or time of a file makes another key. */
    private byte[] key() {
        try {
            return digest(rec + "\n" + state(rec) + "\n" + state(RecordIoFile.indexOf(rec)) + "\n" + images);
        } catch (IOException e) {
            log(e);
            return new byte[0];
        }
    }

    private static String state(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "none";
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private Path file() {
        String name = HexFormat.of().formatHex(digest(rec.toString()), 0, 16);
        return caches().resolve("labels").resolve(name + ".labels");
    }

    private static Path caches() {
        String given = System.getProperty("idem.cache", "");
        return given.isBlank() ? UserCache.folder() : Path.of(given);
    }

    private static byte[] digest(String text) {
        return Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private void log(Exception e) {
        System.getLogger(KeptLabels.class.getName())
                .log(System.Logger.Level.DEBUG, () -> "labels of " + rec + " are not kept", e);
    }
}
