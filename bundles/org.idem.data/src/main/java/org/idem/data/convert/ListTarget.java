package org.idem.data.convert;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.idem.core.AtomicFiles;
import org.idem.data.ImageDataset;

/**
 * PLSC's lists, as its own converters write them: {@code label.txt} beside a folder {@code images}. Images are named by
 * their number, {@code 00000001.jpg}; pairs by theirs, {@code 00000000_0.png} and {@code 00000000_1.png}, a mirrored pair
 * {@code 00000000_0_hflip.png}. The endings are part of the names, whatever the bytes are: readers go by the bytes.
 */
final class ListTarget implements TargetFormat {
    @Override
    public String word() {
        return "list";
    }

    @Override
    public boolean takesPairs() {
        return true;
    }

    @Override
    public SetWriter<ConvertedImage> writeImages(Path output, ImageDataset set, ConversionState state)
            throws IOException {
        copyVerificationSets(set, output);
        return new ListWriter<>(output, state, new ImageLines());
    }

    /** A file of records comes with verification sets beside it, and PLSC's configs look for them beside the list. */
    private static void copyVerificationSets(ImageDataset set, Path output) throws IOException {
        if (set.offset(0) < 0) {
            return;
        }
        Path path = set.path().toAbsolutePath();
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.bin")) {
            for (Path file : files) {
                Path copy = output.resolve(file.getFileName());
                if (Files.isRegularFile(file) && !Files.exists(copy)) {
                    AtomicFiles.write(copy, out -> Files.copy(file, out));
                }
            }
        }
    }

    @Override
    public SetWriter<ConvertedPair> writePairs(Path output, ConversionState state) throws IOException {
        return new ListWriter<>(output, state, new PairLines());
    }

    private static final class ImageLines implements ListWriter.Lines<ConvertedImage> {
        private static String path(ConvertedImage image) {
            return String.format(Locale.ROOT, "images/%08d.jpg", image.number());
        }

        @Override
        public void store(ConvertedImage image, ListWriter.Store store) throws IOException {
            store.write(path(image), image.bytes());
        }

        @Override
        public String line(ConvertedImage image) {
            return path(image) + "\t" + image.label();
        }
    }

    private static final class PairLines implements ListWriter.Lines<ConvertedPair> {
        private static String path(ConvertedPair pair, int side) {
            return String.format(
                    Locale.ROOT, "images/%08d_%d%s.png", pair.number(), side, pair.flipped() ? "_hflip" : "");
        }

        @Override
        public void store(ConvertedPair pair, ListWriter.Store store) throws IOException {
            store.write(path(pair, 0), pair.first());
            store.write(path(pair, 1), pair.second());
        }

        @Override
        public String line(ConvertedPair pair) {
            return path(pair, 0) + "\t" + path(pair, 1) + "\t" + (pair.same() ? 1 : 0);
        }
    }
}
