package org.idem.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What may stand where a file should: nothing, or what is no file that can be read to its end. */
enum OddFile {
    MISSING,
    FOLDER,
    /** Opening it waits for a writer that never comes. */
    PIPE,
    /** A link to itself. */
    LOOP,
    /** It has no end. */
    ENDLESS;

    private static final Path ZEROS = Path.of("/dev/zero");

    /** Puts it there; nothing where the machine has no such thing. */
    void make(Path path) throws IOException {
        switch (this) {
            case FOLDER -> Files.createDirectory(path);
            case PIPE -> makePipe(path);
            case LOOP -> Files.createSymbolicLink(path, path.getFileName());
            case ENDLESS -> {
                if (Files.exists(ZEROS)) {
                    Files.createSymbolicLink(path, ZEROS);
                }
            }
            default -> {
                // Nothing is there.
            }
        }
    }

    private static void makePipe(Path path) throws IOException {
        try {
            new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
