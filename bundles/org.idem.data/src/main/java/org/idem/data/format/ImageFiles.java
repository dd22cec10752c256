package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** Pictures that are files of their own. */
final class ImageFiles {
    private static final long MAX_BYTES = 1L << 28;

    private ImageFiles() {}

    /** Whether the name has the ending of a picture that can be decoded. */
    static boolean isImage(Path file) {
        return FileNames.hasEnding(file, ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".webp");
    }

    /**
     * The bytes of a picture's file.
     *
     * @param key its path, relative to {@code root} or absolute
     * @throws DamagedImageException if there is no such file, it is empty or above 256 MiB, or cannot be read
     */
    static EncodedImage read(Path root, String key) {
        try {
            Path file = file(root, key);
            if (!Files.isRegularFile(file)) {
                // What stands for bytes that are no text leads to no file.
                String why = key.indexOf('\uFFFD') < 0 ? "There is no file " : "Its name is no UTF-8; rename the file ";
                throw new DamagedImageException(key, -1, Damage.MISSING_FILE, why + file);
            }
            long size = Files.size(file);
            if (size == 0) {
                throw new DamagedImageException(key, -1, Damage.EMPTY_IMAGE, file + " is empty");
            }
            if (size > MAX_BYTES) {
                throw new DamagedImageException(key, -1, Damage.TOO_LARGE, file + " has " + size + " bytes");
            }
            return new EncodedImage(key, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException | InvalidPathException e) {
            throw new DamagedImageException(key, -1, Damage.MISSING_FILE, "Cannot read it: " + e.getMessage());
        }
    }

    /** Lists that were written on Windows part folders by backslashes. */
    private static Path file(Path root, String key) {
        Path file = root.resolve(key);
        return key.indexOf('\\') < 0 || Files.isRegularFile(file) ? file : root.resolve(key.replace('\\', '/'));
    }

    /** Bytes of a picture's file; 0 if there is none. */
    static long size(Path root, String key) {
        try {
            Path file = file(root, key);
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the size of " + key, e);
        } catch (InvalidPathException e) {
            return 0;
        }
    }
}
