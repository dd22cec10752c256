package org.idem.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;

/** Opens data sets of every format. */
public final class Datasets {
    private static final ListFormat LISTS = new ListFormat();

    /** All formats; the first one that accepts a path opens it. */
    private static final List<DatasetFormat> FORMATS = List.of(
            new RecordIoFormat(),
            new BinFormat(),
            new LfwFormat(),
            LISTS,
            new IjbFormat(),
            new ShardFormat(),
            new FolderFormat());

    private static final String KINDS =
            "Give a .rec file, a .bin file, an image list (path<TAB>label), or a folder with train.rec, label.txt or"
                    + " one folder per identity";

    private static final String PAIR_KINDS =
            "Give a .bin file such as lfw.bin, a list of pairs (path1<TAB>path2<TAB>0|1), or LFW's pairs.txt";

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
     * Opens a set of labeled images in the first format that reads the path.
     *
     * @param imageRoot folder that the paths of an image list are relative to; null for the list's own folder
     * @throws InputException if there is no such set, or no image in it
     */
    public static ImageDataset openImages(Path path, Path imageRoot) {
        return open(path, new OpenOptions(imageRoot, false));
    }

    /**
     * Opens labeled faces without those that a list excludes.
     *
     * @param imageRoot folder that the paths of an image list are relative to; null for the list's own folder
     * @param exclude list of {@link ExcludedKeys}, null for none
     * @throws InputException if there is no such set or list, or no image is left
     */
    public static ImageDataset openImages(Path path, Path imageRoot, Path exclude) {
        ImageDataset set = openImages(path, imageRoot);
        if (exclude == null) {
            return set;
        }
        ImageDataset reduced = new ReducedDataset(set, exclude, ExcludedKeys.read(exclude));
        if (reduced.size() == 0) {
            throw new InputException(
                    Problem.error(exclude, "", "It excludes every image of " + path, "Give the list of this set"));
        }
        return reduced;
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
        DatasetFormat format = format(f -> f.hasImages(set)).orElseThrow(() -> unknown(set));
        ImageDataset images = format.openImages(set, options);
        if (images.size() == 0) {
            throw Files.isDirectory(set) ? emptyFolder(set, images) : wrong(set, "No images are in it");
        }
        return images;
    }

    private static InputException unknown(Path set) {
        return ForeignFormat.of(set)
                .map(foreign -> foreign.problem(set))
                .orElseGet(() -> wrong(set, "Not a face set by its name"));
    }

    private static InputException emptyFolder(Path folder, ImageDataset images) {
        Optional<ForeignFormat> foreign = ForeignFormat.of(folder);
        if (foreign.isPresent()) {
            return foreign.get().problem(folder);
        }
        String seen = images.notes().isEmpty() ? "it is empty" : images.notes().get(0);
        return wrong(folder, "No identity's folder with pictures is in it; " + seen);
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
     * Opens a set of pairs in the first format that reads the path.
     *
     * @param imageRoot folder that the paths of a list are relative to; null for the list's own folder
     * @throws InputException if there is no such file, or it is no such set
     */
    public static PairDataset openPairs(Path path, Path imageRoot) {
        return openPairsWith(path, new OpenOptions(imageRoot, false));
    }

    /**
     * Opens pairs as far as they can be read: the images of a malformed line of a list are damaged.
     *
     * @throws InputException if there is no such file, or it is no such set
     */
    public static PairDataset openReadablePairs(Path path) {
        return openPairsWith(path, new OpenOptions(null, true));
    }

    private static PairDataset openPairsWith(Path path, OpenOptions options) {
        if (!Files.isRegularFile(path)) {
            throw noPairsFile(path);
        }
        if (ForeignFormat.of(path).isPresent()) {
            throw ForeignFormat.of(path).get().problem(path);
        }
        PairDataset pairs = format(f -> f.hasPairs(path)).orElse(LISTS).openPairs(path, options);
        if (pairs.pairs() == 0) {
            throw new InputException(Problem.error(path, "", "No pairs are in it", PAIR_KINDS));
        }
        return pairs;
    }

    private static InputException noPairsFile(Path path) {
        if (!Files.exists(path)) {
            return new InputException(Problem.error(path, "", "There is no such file", PAIR_KINDS));
        }
        return ForeignFormat.of(path)
                .map(foreign -> foreign.problem(path))
                .orElseGet(() -> new InputException(Problem.error(
                        path,
                        "",
                        Files.isDirectory(path) ? "This is a folder, not a file of pairs" : "This is no regular file",
                        PAIR_KINDS)));
    }

    /** Whether a file's name ends as those of sets do; the file itself is not looked at. */
    public static boolean isNamedAsSet(Path file) {
        return FORMATS.stream()
                .flatMap(format -> format.endings().stream())
                .anyMatch(end -> FileNames.hasEnding(file, end));
    }

    /** Whether a file's name ends as those of pictures do that can be decoded; hidden files are none. */
    public static boolean isPicture(Path file) {
        return ImageFiles.isImage(file) && !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file);
    }

    /** Whether the path holds pairs for verification: a {@code .bin}, or a list with three fields per line. */
    public static boolean isPairs(Path path) {
        return format(f -> f.hasPairs(path)).isPresent();
    }

    /** Whether the path is a list of pairs, which cannot be seen as labeled faces as well. */
    public static boolean isPairList(Path path) {
        return format(f -> f.hasOnlyPairs(path)).isPresent();
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
        return SetFolder.setIn(path).orElse(path);
    }

    /** Opens one file of a set that is several. */
    static ImageDataset openPart(Path file, OpenOptions options) {
        return format(f -> f.hasImages(file)).orElseThrow(() -> unknown(file)).openImages(file, options);
    }

    private static InputException wrong(Path set, String message) {
        return new InputException(Problem.error(set, "", message, KINDS));
    }

    private static InputException missing(Path path) {
        return wrong(path, Files.exists(path) ? "This is no regular file" : "There is no such file or folder");
    }
}
