package org.idem.plan.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.idem.config.reader.ConfigCheck;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.plan.TrainingPlan;

/** Where a new config is to be written, and what would be wrong with it there. */
public final class NewConfigFile {
    private static final Set<String> USUAL = Set.of("train.rec", "label.txt");

    private NewConfigFile() {}

    /** What a set is called: its folder's name where the file's says nothing, as {@code train.rec} does. */
    public static String nameOf(Path set) {
        Path whole = set.toAbsolutePath().normalize();
        Path last = whole.getFileName();
        boolean usual = last != null && USUAL.contains(last.toString()) && whole.getParent() != null;
        Path named = usual ? whole.getParent().getFileName() : last;
        return named == null ? "faces" : named.toString().replaceFirst("\\.(rec|bin|txt|lst|tsv)$", "");
    }

    /** A name in {@code configs/} of the folder that no file has yet, such as {@code configs/faces-2.yaml}. */
    public static Path free(Path folder, String name) {
        Path configs = folder.resolve("configs");
        Path file = configs.resolve(name + ".yaml");
        for (int copy = 2; Files.exists(file); copy++) {
            file = configs.resolve(name + "-" + copy + ".yaml");
        }
        return file;
    }

    /**
     * What {@code config check} says of the config, before it is written: errors, and warnings.
     *
     * @param folder what paths in it are relative to
     */
    public static List<Problem> problems(NewConfig config, Path file, Path folder) {
        String yaml = ConfigTemplate.yaml(config, folder);
        LoadedConfig loaded = ConfigReader.parse(file, yaml, List.of(), ConfigReader.Files.MUST_EXIST, folder);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        if (loaded.config() != null) {
            problems.addAll(
                    ConfigCheck.againstData(loaded, config.training().size().identities()));
            TrainingPlan.check(loaded.config(), config.training().size()).stream()
                    .map(loaded::located)
                    .forEach(problems::add);
        }
        return problems;
    }

    /**
     * Writes a config where no file is yet.
     *
     * @throws InputException if there is a file already, which stays as it is
     */
    public static void write(Path file, String yaml) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, yaml.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(
                    Problem.error(file, "", "There is such a file already", "give another name; nothing was changed"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
