package org.idem.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;

/** Pictures that are files of their own. */
final class ImageFiles {
    private static final long MAX_BYTES = 1L << 28;

    private ImageFiles() {}

    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png") || name.endsWith(".bmp");
    }

    static EncodedImage read(Path root, String key) {
        try {
            Path file = root.resolve(key);
            if (!Files.isRegularFile(file)) {
                throw new DamagedImageException(key, -1, Damage.MISSING_FILE, "There is no file " + file);
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

    /** Bytes of all images of a set whose keys are files below {@code root}. */
    static long bytes(Path root, ImageDataset set) {
        long sum = 0;
        for (int i = 0; i < set.size(); i++) {
            sum += size(root, set.key(i));
        }
        return sum;
    }

    private static long size(Path root, String key) {
        try {
            Path file = root.resolve(key);
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the size of " + key, e);
        } catch (InvalidPathException e) {
            return 0;
        }
    }
}
