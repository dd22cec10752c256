package org.idem.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.pickle.BinFile;
import org.idem.data.recordio.RecordIoFile;

/** Opens sets of every kind, told by name and content. */
public final class Datasets {
    private static final String KINDS =
            "Give a .rec file, a .bin file, an image list (path<TAB>label), or a folder with train.rec, label.txt or one"
                    + " folder per identity";

    private Datasets() {}

    /**
     * Opens labelled faces: a {@code .rec} file, a {@code .bin}, an image list, or a folder that holds one of these or one
     * folder per identity. Paths in a list are relative to the list's folder.
     *
     * @throws InputException if there is no such set
     */
    public static ImageDataset openImages(Path path) {
        return openImages(path, null);
    }

    /**
     * Opens labelled faces.
     *
     * @param imageRoot folder that the paths of an image list are relative to; null for the list's own folder
     */
    public static ImageDataset openImages(Path path, Path imageRoot) {
        Path set = resolve(path);
        if (Files.isDirectory(set)) {
            return nonEmpty(new FolderDataset(set));
        }
        String name = lowerName(set);
        if (name.endsWith(".rec")) {
            return nonEmpty(new RecordIoDataset(RecordIoFile.open(set)));
        }
        if (name.endsWith(".bin")) {
            return nonEmpty(new BinDataset(BinFile.open(set)));
        }
        if (name.endsWith(".txt") || name.endsWith(".lst") || name.endsWith(".tsv") || name.endsWith(".list")) {
            return nonEmpty(new ListDataset(TextLines.open(set), root(set, imageRoot)));
        }
        throw new InputException(Problem.error(set, "", "Not a face set by its name", KINDS));
    }

    /** Opens pairs for verification: a {@code .bin} or a list of pairs with paths relative to its folder. */
    public static PairDataset openPairs(Path path) {
        return openPairs(path, null);
    }

    /**
     * Opens pairs for verification.
     *
     * @param imageRoot folder that the paths of a list are relative to; null for the list's own folder
     */
    public static PairDataset openPairs(Path path, Path imageRoot) {
        if (!Files.isRegularFile(path)) {
            throw missing(path);
        }
        if (lowerName(path).endsWith(".bin")) {
            return new BinDataset(BinFile.open(path));
        }
        return new PairList(TextLines.open(path), root(path, imageRoot));
    }

    /** Whether the path holds pairs for verification: a {@code .bin}, or a list with three fields per line. */
    public static boolean isPairs(Path path) {
        return Files.isRegularFile(path) && lowerName(path).endsWith(".bin") || isPairList(path);
    }

    /** Whether the path is a list with three fields per line. */
    static boolean isPairList(Path path) {
        return Files.isRegularFile(path)
                && lowerName(path).endsWith(".txt")
                && PairList.looksLikeOne(TextLines.open(path));
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
                    children.filter(p -> lowerName(p).endsWith(".rec")).toList();
            return records.size() == 1 ? records.get(0) : path;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path, e);
        }
    }

    private static ImageDataset nonEmpty(ImageDataset set) {
        if (set.size() == 0) {
            throw new InputException(Problem.error(set.path(), "", "No images are in it", KINDS));
        }
        return set;
    }

    private static Path root(Path list, Path imageRoot) {
        return imageRoot == null ? list.toAbsolutePath().getParent() : imageRoot;
    }

    private static InputException missing(Path path) {
        return new InputException(Problem.error(path, "", "There is no such file or folder", KINDS));
    }

    private static String lowerName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }

    static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
