package org.idem.ui.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.idem.config.reader.ConfigReader;
import org.idem.core.Progress;
import org.idem.data.format.Datasets;
import org.idem.run.RunDirectory;

/**
 * Finds data sets and configs in a folder and some levels below it, without walking images: folders of very many entries,
 * runs and hidden folders are not entered, and no more than some thousand folders are read. Not for the UI thread.
 */
public final class FolderSurvey {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "jfif", "png", "bmp", "webp");
    private static final Set<String> NEVER = Set.of("node_modules", "target", "__pycache__");
    private static final int DEEPEST = 4;
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_FOLDERS = 2000;
    private static final int MOST_FILES = 500;
    private static final int LOOKED_AT = 8;
    private static final int CONFIG_BYTES = 1 << 16;

    private record Place(Path folder, int depth) {}

    private final Set<Path> sets = new TreeSet<>();
    private final Set<Path> pairs = new TreeSet<>();
    private final Set<Path> configs = new TreeSet<>();
    private final Deque<Place> places = new ArrayDeque<>();
    private boolean whole = true;
    private int filesRead;

    private FolderSurvey() {}

    /**
     * Looks through a folder; what cannot be read is passed over.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static FolderContents of(Path folder, Progress progress) {
        FolderSurvey survey = new FolderSurvey();
        survey.walk(folder, progress);
        return new FolderContents(
                List.copyOf(survey.sets), List.copyOf(survey.pairs), List.copyOf(survey.configs), survey.whole);
    }

    private void walk(Path root, Progress progress) {
        places.add(new Place(root, 0));
        for (int read = 0; !places.isEmpty(); read++) {
            progress.checkCancelled();
            if (read >= MOST_FOLDERS) {
                whole = false;
                return;
            }
            Place place = places.remove();
            progress.report((double) read / (read + places.size() + 1), () -> place.folder()
                    .toString());
            look(place);
        }
    }

    private void look(Place place) {
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        if (!list(place.folder(), folders, files)) {
            return;
        }
        files.forEach(this::sort);
        if (holdsIdentities(folders)) {
            if (files.stream().noneMatch(sets::contains)) {
                sets.add(place.folder());
            }
        } else if (place.depth() < DEEPEST) {
            folders.forEach(folder -> places.add(new Place(folder, place.depth() + 1)));
        } else {
            whole &= folders.isEmpty();
        }
    }

    /** False for a folder that is not looked into. */
    private boolean list(Path folder, Collection<Path> folders, Collection<Path> files) {
        int entries = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                if (++entries > MOST_ENTRIES) {
                    // Many identities, each with a folder of its own, or many images: the first ones tell.
                    break;
                }
                if (name.startsWith(".") || NEVER.contains(name)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    if (!RunDirectory.isRun(entry)) {
                        folders.add(entry);
                    }
                } else {
                    files.add(entry);
                }
            }
            return true;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private void sort(Path file) {
        switch (extension(file)) {
            case "rec" -> sets.add(file);
            case "bin" -> addIfPairs(file);
            case "txt", "tsv", "lst" -> addList(file);
            case "yaml", "yml" -> addIfConfig(file);
            default -> {}
        }
    }

    private void addIfPairs(Path file) {
        if (mayRead() && Datasets.isPairs(file)) {
            pairs.add(file);
        }
    }

    /** Lists are many things: label.txt is one of ours by its name, of the others only pairs are told by what they say. */
    private void addList(Path file) {
        if (!mayRead()) {
            return;
        }
        try {
            if (Datasets.isPairList(file)) {
                pairs.add(file);
            } else if (file.getFileName().toString().equals("label.txt")) {
                sets.add(file);
            }
        } catch (UncheckedIOException e) {
            System.getLogger(FolderSurvey.class.getName()).log(System.Logger.Level.DEBUG, "not read: " + file, e);
        }
    }

    private void addIfConfig(Path file) {
        if (!mayRead()) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (ConfigReader.isConfig(new String(in.readNBytes(CONFIG_BYTES), StandardCharsets.UTF_8))) {
                configs.add(file);
            }
        } catch (IOException e) {
            System.getLogger(FolderSurvey.class.getName()).log(System.Logger.Level.DEBUG, "not read: " + file, e);
        }
    }

    /** Opening files is what takes time on a network. */
    private boolean mayRead() {
        if (filesRead >= MOST_FILES) {
            whole = false;
            return false;
        }
        filesRead++;
        return true;
    }

    private static boolean holdsIdentities(List<Path> folders) {
        return folders.stream()
                        .limit(LOOKED_AT)
                        .filter(FolderSurvey::holdsImages)
                        .count()
                >= 2;
    }

    private static boolean holdsImages(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int looked = 0;
            for (Path entry : entries) {
                if (IMAGES.contains(extension(entry)) && Files.isRegularFile(entry)) {
                    return true;
                }
                if (++looked >= LOOKED_AT) {
                    return false;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
