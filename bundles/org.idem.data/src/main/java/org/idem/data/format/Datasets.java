package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;

/** Opens data sets of every format. */
public final class Datasets {
    private static final ListFormat LISTS = new ListFormat();

    /** All formats; the first one that accepts a path opens it. */
    private static final List<DatasetFormat> FORMATS =
            List.of(new RecordIoFormat(), new BinFormat(), LISTS, new FolderFormat());

    private static final String KINDS =
            "Give a .rec file, a .bin file, an image list (path<TAB>label), or a folder with train.rec, label.txt or"
                    + " one folder per identity";

    private Datasets() {}

    /**
     * Opens labeled faces: a {@code .rec} file, a {@code .bin}, an image list, or a folder that holds one of these or one
     * folder per identity. Paths in a list are relative to the list's folder.
     *
     * @throws InputException if there is no such set, or no image in it
     */
    public static ImageDataset openImages(Path path) {
        return openImages(path, null);
    }

    /**
     * Opens labeled faces.
     *
     * @param imageRoot folder that the paths of an image list are relative to; null for the list's own folder
     * @throws InputException if there is no such set, or no image in it
     */
    public static ImageDataset openImages(Path path, Path imageRoot) {
        return open(path, new OpenOptions(imageRoot, false));
    }

    /**
     * Opens labeled faces as far as they can be read: lines of a list that are malformed are left out and told by
     * {@link ImageDataset#integrityCheck}.
     *
     * @throws InputException if there is no such set, or no image in it
     */
    public static ImageDataset openReadable(Path path) {
        return open(path, new OpenOptions(null, true));
    }

    private static ImageDataset open(Path path, OpenOptions options) {
        Path set = resolve(path);
        DatasetFormat format = format(f -> f.hasImages(set))
                .orElseThrow(() -> new InputException(Problem.error(set, "", "Not a face set by its name", KINDS)));
        ImageDataset images = format.openImages(set, options);
        if (images.size() == 0) {
            throw new InputException(Problem.error(images.path(), "", "No images are in it", KINDS));
        }
        return images;
    }

    /**
     * Opens pairs for verification: a {@code .bin} or a list of pairs with paths relative to its folder.
     *
     * @throws InputException if there is no such file, or it is no such set
     */
    public static PairDataset openPairs(Path path) {
        return openPairs(path, null);
    }

    /**
     * Opens pairs for verification.
     *
     * @param imageRoot folder that the paths of a list are relative to; null for the list's own folder
     * @throws InputException if there is no such file, or it is no such set
     */
    public static PairDataset openPairs(Path path, Path imageRoot) {
        if (!Files.isRegularFile(path)) {
            throw missing(path);
        }
        return format(f -> f.hasPairs(path)).orElse(LISTS).openPairs(path, new OpenOptions(imageRoot, false));
    }

    /** Whether the path holds pairs for verification: a {@code .bin}, or a list with three fields per line. */
    public static boolean isPairs(Path path) {
        return format(f -> f.hasPairs(path)).isPresent();
    }

    /** Whether the path is a list with three fields per line, which names pairs but no people. */
    public static boolean isPairList(Path path) {
        return LISTS.hasPairs(path);
    }

    private static Optional<DatasetFormat> format(Predicate<DatasetFormat> accepts) {
        return FORMATS.stream().filter(accepts).findFirst();
    }

    private static Path resolve(Path path) {
        if (Files.isRegularFile(path)) {
            return path;
        }
        if (!Files.isDirectory(path)) {
            throw missing(path);
        }
        for (String name : List.of("train.rec", "label.txt")) {
            if (Files.isRegularFile(path.resolve(name))) {
                return path.resolve(name);
            }
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> records =
                    children.filter(p -> FileNames.hasEnding(p, ".rec")).toList();
            return records.size() == 1 ? records.get(0) : path;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path, e);
        }
    }

    private static InputException missing(Path path) {
        return new InputException(Problem.error(path, "", "There is no such file or folder", KINDS));
    }
}
