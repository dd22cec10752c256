package org.idem.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Files and folders that appear whole or not at all, whatever happens to the process while it writes. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** Writes the content of one file. */
    @FunctionalInterface
    public interface Writer {
        /** Writes everything; must not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces {@code file} by the text, in UTF-8. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Replaces {@code file} by what the writer writes: aside first, forced to the disk, then renamed. */
    public static void write(Path file, Writer writer) {
        Path target = file.toAbsolutePath();
        Path aside = aside(target);
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel channel =
                            FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                writer.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } finally {
            deleteQuietly(aside);
        }
    }

    /** A folder beside {@code target} to fill before {@link #commitDirectory} puts it in place. */
    public static Path stageDirectory(Path target) {
        Path aside = aside(target.toAbsolutePath());
        try {
            return Files.createDirectories(aside);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + aside, e);
        }
    }

    /** Renames a staged folder into place. The target must not exist. */
    public static void commitDirectory(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + target + " in place", e);
        }
    }

    /** Deletes a folder of our own making with all that is in it; does nothing if it is gone. */
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new Deleter());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    /**
     * A name beside {@code target} that nobody else uses: what is written there may be renamed into place. Where the process
     * is killed before, {@link AbandonedParts} clears it away.
     */
    public static Path aside(Path target) {
        return target.resolveSibling(AbandonedParts.name(target.getFileName().toString()));
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(AtomicFiles.class.getName()).log(System.Logger.Level.DEBUG, "left behind " + file, e);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
