package org.idem.ui.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.idem.config.reader.ConfigCheck;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.DamagedImageException;

/** Finds what is wrong with a config, its class count against the data set included. Thread-safe; reads files. */
public final class ConfigValidator {
    private record Counted(FileTime modified, int identities) {}

    private final Map<Path, Counted> counted = new ConcurrentHashMap<>();

    /**
     * As {@link #problems}, of a file that the user has opened or wants checked: of other YAML it says, once, that it is
     * none of ours.
     */
    List<Problem> problemsOfNamed(Path file, String text, Path folder) {
        return text.isBlank() || ConfigReader.isConfig(text) ? problems(file, text, folder) : List.of(foreign(file));
    }

    private static Problem foreign(Path file) {
        return new Problem(
                Problem.Severity.WARNING,
                file,
                1,
                1,
                "",
                "This is no training config: it has none of the sections Global, Model, DataLoader, so nothing else is"
                        + " checked",
                "");
    }

    /**
     * Problems in the order of the text; none of a file that is no config by its content.
     *
     * @param folder what paths in it are relative to
     */
    public List<Problem> problems(Path file, String text, Path folder) {
        if (!ConfigReader.isConfig(text)) {
            return List.of();
        }
        LoadedConfig loaded = ConfigReader.parse(file, text, List.of(), ConfigReader.Files.MAY_BE_MISSING, folder);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        if (loaded.config() != null) {
            Path set = folder.resolve(loaded.config().train().path());
            identities(set, loaded.config().train().imageRoot())
                    .ifPresent(count -> problems.addAll(ConfigCheck.againstData(loaded, count)));
        }
        return problems;
    }

    private Optional<Integer> identities(Path set, Path imageRoot) {
        try {
            if (!Files.exists(set)) {
                return Optional.empty();
            }
            FileTime modified = Files.getLastModifiedTime(set);
            Counted known = counted.get(set);
            if (known == null || !known.modified().equals(modified)) {
                known = new Counted(modified, count(set, imageRoot));
                counted.put(set, known);
            }
            return known.identities() < 0 ? Optional.empty() : Optional.of(known.identities());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + set, e);
        }
    }

    /** −1 for a set that cannot be opened: opening it in its editor says why. */
    private static int count(Path set, Path imageRoot) throws IOException {
        try (ImageDataset images = Datasets.openImages(set, imageRoot)) {
            return images.identities();
        } catch (InputException | DamagedImageException | UncheckedIOException e) {
            System.getLogger(ConfigValidator.class.getName()).log(System.Logger.Level.DEBUG, "not counted: " + set, e);
            return -1;
        }
    }
}
