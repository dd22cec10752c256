package org.idem.data.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.idem.data.DataProblem;

/** The pictures of a folder with one folder per identity, both in the order of their names. */
final class FolderScan implements LabeledFiles {
    private final PackedNames folders = new PackedNames();
    private final PackedNames files = new PackedNames();
    private int[] starts = new int[1024];

    private FolderScan() {}

    /** Walks the folder once. */
    static FolderScan of(Path root) {
        FolderScan scan = new FolderScan();
        for (Path folder : sorted(root)) {
            if (Files.isDirectory(folder)) {
                scan.addFolder(folder);
            }
        }
        return scan;
    }

    private void addFolder(Path folder) {
        int before = files.size();
        for (Path file : sorted(folder)) {
            if (ImageFiles.isImage(file)) {
                files.add(file.getFileName().toString());
            }
        }
        if (files.size() > before) {
            if (folders.size() == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[folders.size()] = before;
            folders.add(folder.getFileName().toString());
        }
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int identities() {
        return folders.size();
    }

    @Override
    public String path(int index) {
        return folders.get(label(index)) + "/" + files.get(index);
    }

    @Override
    public int label(int index) {
        int found = Arrays.binarySearch(starts, 0, folders.size(), index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public List<DataProblem> problems() {
        return List.of();
    }
}
