package org.idem.verify.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.idem.core.InputException;
import org.idem.core.Problem;

/**
 * The first page of a file of embeddings: eight letters, version, key, images that are done, and a checksum of these.
 *
 * @param key what it is of
 * @param done images that are embedded
 */
record CacheHeader(CacheKey key, int done) {
    /** Where the embeddings begin. */
    static final int BYTES = 4096;

    private static final byte[] MAGIC = "IDEMEMBD".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int DIGITS = 64;
    private static final int CHECKED = MAGIC.length + 4 * Integer.BYTES + 2 * DIGITS;

    /** Length of a whole file. */
    static long fileBytes(CacheKey key) {
        return BYTES + (long) key.images() * key.dim() * Float.BYTES;
    }

    static void write(FileChannel channel, CacheKey key, int done) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        page.put(MAGIC).putInt(VERSION).putInt(key.images()).putInt(key.dim()).putInt(done);
        page.put((key.set() + key.model()).getBytes(StandardCharsets.US_ASCII));
        page.putInt(checksum(page.array()));
        page.rewind();
        while (page.hasRemaining()) {
            channel.write(page, page.position());
        }
        channel.force(false);
    }

    private static int checksum(byte[] page) {
        CRC32C sum = new CRC32C();
        sum.update(page, 0, CHECKED);
        return (int) sum.getValue();
    }

    /**
     * Reads it.
     *
     * @return empty if it is damaged
     * @throws InputException if the file is something else
     */
    static Optional<CacheHeader> read(Path file, FileChannel channel) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (page.hasRemaining() && read >= 0) {
            read = channel.read(page, page.position());
        }
        byte[] bytes = page.array();
        if (page.position() < MAGIC.length || !startsWithMagic(bytes)) {
            throw new InputException(Problem.error(
                    file, "--cache", "This file has no embeddings of a set", "name another file with --cache"));
        }
        page.position(MAGIC.length);
        int version = page.getInt();
        int images = page.getInt();
        int dim = page.getInt();
        int done = page.getInt();
        String hashes = new String(bytes, page.position(), 2 * DIGITS, StandardCharsets.US_ASCII);
        if (page.getInt(CHECKED) != checksum(bytes) || version != VERSION || done < 0 || done > images) {
            return Optional.empty();
        }
        CacheKey key = new CacheKey(images, dim, hashes.substring(0, DIGITS), hashes.substring(DIGITS));
        return Optional.of(new CacheHeader(key, done));
    }

    private static boolean startsWithMagic(byte[] bytes) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is not as wanted, for people. */
    String whatDiffers(CacheKey wanted) {
        if (!key.set().equals(wanted.set()) || key.images() != wanted.images()) {
            return key.model().equals(wanted.model()) ? "other images" : "other images by another model";
        }
        return "another model";
    }
}
