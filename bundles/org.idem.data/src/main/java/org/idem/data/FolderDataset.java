package org.idem.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.idem.data.image.EncodedImage;

/** A folder with one folder of pictures per identity, both in the order of their names. */
final class FolderDataset implements ImageDataset {
    private final Path root;
    private final PackedNames folders = new PackedNames();
    private final PackedNames files = new PackedNames();
    private int[] starts = new int[1024];

    FolderDataset(Path root) {
        this.root = root;
        for (Path folder : sorted(root)) {
            if (Files.isDirectory(folder)) {
                addFolder(folder);
            }
        }
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
    public String format() {
        return "folders";
    }

    @Override
    public Path path() {
        return root;
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
    public int label(int index) {
        int found = Arrays.binarySearch(starts, 0, folders.size(), index);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public EncodedImage image(int index) {
        return ImageFiles.read(root, key(index));
    }

    @Override
    public String key(int index) {
        return folders.get(label(index)) + "/" + files.get(index);
    }

    @Override
    public long offset(int index) {
        return -1;
    }

    @Override
    public long bytes() {
        return ImageFiles.bytes(root, this);
    }

    @Override
    public void close() {
        // Nothing is open between reads.
    }
}
