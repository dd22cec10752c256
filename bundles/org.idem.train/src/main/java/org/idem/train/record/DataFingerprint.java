package org.idem.train.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells data sets from each other without reading all of them: a hash over the sizes of their files and pieces at the
 * beginning, in the middle and at the end; of a folder over the names in it. Sets of equal content under different paths
 * have the same.
 */
final class DataFingerprint {
    private static final int PIECE = 1 << 16;
    private static final int MOST_ENTRIES = 10_000;

    private DataFingerprint() {}

    /** Of a file or folder; empty if it cannot be read. */
    static Optional<String> of(Path set) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (Files.isDirectory(set)) {
                addFolder(digest, set);
            } else {
                addFile(digest, set);
            }
            return Optional.of("sampled-sha256:" + HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(DataFingerprint.class.getName()).log(System.Logger.Level.DEBUG, set.toString(), e);
            return Optional.empty();
        }
    }

    /** The first names in the order of the file system are no sample that another machine would take: too many are only counted. */
    private static void addFolder(MessageDigest digest, Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.limit(MOST_ENTRIES + 1L).sorted().toList();
        }
        if (entries.size() > MOST_ENTRIES) {
            digest.update("many".getBytes(StandardCharsets.UTF_8));
            return;
        }
        for (Path entry : entries) {
            digest.update(entry.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(entry)) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Files.size(entry)));
            }
        }
    }

    private static void addFile(MessageDigest digest, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            for (long at : new long[] {0, size / 2, Math.max(0, size - PIECE)}) {
                ByteBuffer piece = ByteBuffer.allocate(PIECE);
                int read = 0;
                while (read >= 0 && piece.hasRemaining()) {
                    read = channel.read(piece, at + piece.position());
                }
                digest.update(piece.flip());
            }
        }
    }
}
