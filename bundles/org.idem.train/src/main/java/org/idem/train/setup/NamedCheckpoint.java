package org.idem.train.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;

/** Finds the checkpoint that {@code Global.checkpoint} names, or says what is there instead. */
final class NamedCheckpoint {
    private static final String KEY = "Global.checkpoint";
    private static final String PARAMETERS = ".pdparams";
    private static final String OPTIMIZER = ".pdopt";

    private NamedCheckpoint() {}

    /**
     * Folder of the checkpoint. What another run's training may still prune is locked for as long as this process lives: it
     * is read in parts.
     *
     * @param named a run, whose latest checkpoint is meant, or a checkpoint's folder
     * @throws InputException if it is neither
     */
    static Path folder(Path named) {
        if (RunDirectory.isRun(named)) {
            return new CheckpointStore(RunDirectory.open(named).checkpoints())
                    .open("latest")
                    .checkpoint();
        }
        if (Checkpoint.isAt(named)) {
            return named;
        }
        Optional<Path> plsc = parametersOfPlsc(named);
        if (plsc.isPresent()) {
            throw wrong(
                    named,
                    "This is a checkpoint of PLSC; its optimizer state and its position in the epochs cannot be taken"
                            + " over",
                    "remove the key and give its weights: Global.pretrained_model: " + plsc.get());
        }
        if (Files.isRegularFile(named)) {
            throw wrong(
                    named,
                    "This is a file, not a run or a checkpoint's folder, which hold optimizer state and position",
                    "give weights to begin with as Global.pretrained_model");
        }
        throw wrong(
                named,
                Files.exists(named)
                        ? "This folder is neither a run nor a checkpoint"
                        : "There is no such run or checkpoint",
                "give the folder of a run, or one of the folders in its checkpoints");
    }

    /** PLSC names a prefix, to which it appends the endings of its files; people name one of the files, or the folder. */
    private static Optional<Path> parametersOfPlsc(Path named) {
        String text = named.toString();
        if (text.endsWith(PARAMETERS) && Files.isRegularFile(named)) {
            return Optional.of(named);
        }
        String prefix = text.endsWith(OPTIMIZER) ? text.substring(0, text.length() - OPTIMIZER.length()) : text;
        Path parameters = Path.of(prefix + PARAMETERS);
        if (Files.isRegularFile(parameters)) {
            return Optional.of(parameters);
        }
        if (!Files.isDirectory(named)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(named)) {
            return files.filter(file -> file.toString().endsWith(PARAMETERS))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + named, e);
        }
    }

    private static InputException wrong(Path named, String message, String remedy) {
        return new InputException(Problem.error(named, KEY, message, remedy));
    }
}
