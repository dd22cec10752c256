package org.idem.export.evaluation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.data.image.Damage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.input.ImageSource;

/**
 * Pictures, folders of pictures and sets, one after the other as one source of images. A folder whose own entries are pictures
 * is these, by name; any other folder is a set. Pairs give both their images, the first one first. Thread-safe.
 */
final class ImageInputs implements ImageSource, Closeable {
    private static final int LARGEST = 1 << 28;

    private final List<Part> parts = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private int size;

    /** Reads one image of a part. */
    private interface Reader {
        EncodedImage read(int index);
    }

    private record Part(int first, int count, Reader reader, Keys keys) {}

    /** What an image is called. */
    private interface Keys {
        String key(int index);
    }

    private ImageInputs() {}

    /**
     * Opens what a user names.
     *
     * @throws InputException if something is not there, or no image is in it
     */
    static ImageInputs open(List<Path> paths) {
        ImageInputs inputs = new ImageInputs();
        try {
            paths.forEach(inputs::add);
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
        return inputs;
    }

    private void add(Path path) {
        List<Path> pictures = pictures(path);
        if (!pictures.isEmpty()) {
            add(pictures.size(), index -> read(pictures.get(index)), index -> pictures.get(index)
                    .toString());
        } else if (Files.isRegularFile(path) && Datasets.isPairs(path)) {
            addPairs(path);
        } else {
            ImageDataset set = Datasets.openImages(path);
            open.add(set);
            add(set.size(), set::image, set::key);
        }
    }

    private void addPairs(Path path) {
        PairDataset pairs = Datasets.openPairs(path);
        open.add(pairs);
        add(Math.multiplyExact(2, pairs.pairs()), pairs::image, String::valueOf);
    }

    private void add(int count, Reader reader, Keys keys) {
        parts.add(new Part(size, count, reader, keys));
        size = Math.addExact(size, count);
    }

    /** The path itself if it is a picture, or the pictures right in that folder; none for anything else. */
    private static List<Path> pictures(Path path) {
        if (!Files.exists(path)) {
            throw new InputException(Problem.error(path, "IMAGE", "There is no such file or folder", "check the path"));
        }
        if (!Files.isDirectory(path)) {
            return Datasets.isPicture(path) ? List.of(path) : List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Datasets::isPicture).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static EncodedImage read(Path file) {
        try {
            return new EncodedImage(file.toString(), ByteBuffer.wrap(BoundedFiles.readAllBytes(file, LARGEST)));
        } catch (IOException e) {
            throw new DamagedImageException(
                    file.toString(), -1, Damage.MISSING_FILE, "Cannot read it: " + e.getMessage());
        }
    }

    private Part part(int index) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).first() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return parts.get(low);
    }

    /** What the image is called: its path, its key in the set, or its number from 0 in a set of pairs. */
    String key(int index) {
        Part part = part(index);
        return part.keys().key(index - part.first());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public LabeledImage read(int index) {
        Part part = part(index);
        return new LabeledImage(0, part.reader().read(index - part.first()));
    }

    @Override
    public boolean isReplaceable() {
        return false;
    }

    @Override
    public void close() {
        for (Closeable one : open) {
            try {
                one.close();
            } catch (IOException e) {
                System.getLogger(ImageInputs.class.getName()).log(System.Logger.Level.WARNING, "left open", e);
            }
        }
    }
}
