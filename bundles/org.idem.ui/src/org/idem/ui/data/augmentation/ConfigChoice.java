package org.idem.ui.data.augmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.idem.config.DataConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Progress;
import org.idem.ui.folder.FolderSurvey;

/**
 * A config whose transforms can be looked at.
 *
 * @param name its path in the open folder
 * @param loaded what it says, sound or not
 * @param namesSet whether it trains on the set that is open
 */
record ConfigChoice(String name, LoadedConfig loaded, boolean namesSet) {

    /** The configs of a folder, those that train on the set first. */
    static List<ConfigChoice> in(Path folder, Path set, Progress progress) {
        List<ConfigChoice> choices = new ArrayList<>();
        for (Path file : FolderSurvey.of(folder, progress).configs()) {
            progress.checkCancelled();
            choices.add(read(folder, file, set));
        }
        choices.sort(Comparator.comparing(choice -> !choice.namesSet()));
        return choices;
    }

    private static ConfigChoice read(Path folder, Path file, Path set) {
        LoadedConfig loaded = ConfigReader.read(file, List.of(), ConfigReader.Files.UNCHECKED, folder);
        boolean names = loaded.config() != null
                && isSame(folder.resolve(loaded.config().train().path()), set);
        return new ConfigChoice(folder.relativize(file).toString(), loaded, names);
    }

    /** A config may name the set's file or the folder that holds it. */
    private static boolean isSame(Path named, Path set) {
        try {
            return Files.exists(named)
                    && (Files.isSameFile(named, set)
                            || Files.isDirectory(named)
                                    && set.getParent() != null
                                    && Files.isSameFile(named, set.getParent()));
        } catch (IOException e) {
            return false;
        }
    }

    /** The training set's section; only of a sound config. */
    DataConfig train() {
        return loaded.require().train();
    }
}
