package org.idem.verify.ijb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.Npy;
import org.idem.run.NpyHeader;

/** Where the scores of all pairs go: a {@code .npy} of float64. */
public final class ScoreFile {
    private final Path file;

    private ScoreFile(Path file) {
        this.file = file;
    }

    /**
     * A file that may be written: a new one, or one that holds scores already.
     *
     * @throws InputException if there is something else, or no folder for it
     */
    public static ScoreFile claim(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(file, "There is no such folder");
        }
        if (Files.exists(file) && !holdsScores(file)) {
            throw refused(file, "There is a file that holds no scores");
        }
        return new ScoreFile(file);
    }

    private static boolean holdsScores(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = NpyHeader.read(channel);
            return header.type().equals("<f8") && header.shape().length == 1;
        } catch (IOException e) {
            return false; // whatever it is, it stays
        }
    }

    private static InputException refused(Path file, String message) {
        return new InputException(Problem.error(file, "--scores", message, "give a new file"));
    }

    /**
     * Writes the scores, whole or not at all.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(double[] scores) {
        Npy.write(file, scores);
    }
}
