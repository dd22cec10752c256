package org.idem.ui.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.idem.ui.folder.WorkFolder;

/** Where evaluations of models are that are no run: a folder for each in {@code eval} of the workbench's folder. */
public final class ModelEvaluations {
    private static final String EVALUATIONS = "eval";
    private static final String ENDING = ".onnx";

    private ModelEvaluations() {}

    /** The folder for a model file, as on the command line: one of its name without its ending. */
    public static Path of(Path model, WorkFolder folder) {
        String name = String.valueOf(model.getFileName());
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return folder.path().resolve(EVALUATIONS).resolve(stem);
    }

    /** All such folders by name; on a loading thread. */
    static List<Path> folders(WorkFolder folder) {
        Path all = folder.path().resolve(EVALUATIONS);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + all, e);
        }
    }
}
