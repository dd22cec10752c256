package org.idem.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Small files that are read whole, whoever wrote them. Nothing is believed of them: a pipe would be waited for without end,
 * a device has no end, and what is far longer than any file of its kind is not read at all.
 */
public final class BoundedFiles {
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;

    private BoundedFiles() {}

    /**
     * The bytes of a file.
     *
     * @param longest most bytes that a file of its kind can have
     * @throws NoSuchFileException if there is none
     * @throws IOException with the reason if it is no regular file, is longer, or cannot be read
     */
    public static byte[] readAllBytes(Path file, int longest) throws IOException {
        requireRegular(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(longest);
            if (bytes.length == longest && in.read() >= 0) {
                throw new IOException("has " + Files.size(file) + " bytes; at most " + longest + " are expected");
            }
            return bytes;
        }
    }

    /** The same as text in UTF-8; bytes that are none become U+FFFD. */
    public static String readText(Path file, int longest) throws IOException {
        return new String(readAllBytes(file, longest), StandardCharsets.UTF_8);
    }

    /**
     * Refuses what cannot be read to its end.
     *
     * @throws NoSuchFileException if there is nothing
     * @throws IOException that says what it is if it is no regular file
     */
    public static void requireRegular(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("is " + kind(file) + ", not a regular file");
        }
    }

    /** What something is that is no regular file: {@code a folder}, {@code a pipe}, {@code a device}. */
    public static String kind(Path path) {
        if (Files.isDirectory(path)) {
            return "a folder";
        }
        try {
            boolean pipe = Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & KIND) == PIPE;
            return pipe ? "a pipe" : "a device";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "a device";
        }
    }
}
