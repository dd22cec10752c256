package org.idem.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.data.ImageDataset;

/**
 * One folder of pictures for each identity, named so that the order of the names is that of the labels; pictures are
 * named by their number and what their bytes are.
 */
final class FoldersTarget implements TargetFormat {
    private static final int LEAST_DIGITS = 6;

    @Override
    public String word() {
        return "folders";
    }

    @Override
    public SetWriter<ConvertedImage> writeImages(Path output, ImageDataset set, ConversionState state) {
        int digits = Math.max(LEAST_DIGITS, Integer.toString(set.identities()).length());
        return new Writer(output, digits);
    }

    private record Writer(Path output, int digits) implements SetWriter<ConvertedImage> {
        @Override
        public void write(List<ConvertedImage> images) throws IOException {
            for (ConvertedImage image : images) {
                Files.createDirectories(folder(image));
            }
            ListWriter.storeAll(
                    images,
                    image -> Files.write(
                            folder(image)
                                    .resolve(String.format(Locale.ROOT, "%08d.%s", image.number(), image.ending())),
                            image.bytes()));
        }

        private Path folder(ConvertedImage image) {
            return output.resolve(String.format(Locale.ROOT, "%0" + digits + "d", image.label()));
        }

        @Override
        public Map<String, Long> flush() {
            return Map.of();
        }

        @Override
        public void finish() {
            // Nothing is left to write.
        }

        @Override
        public void close() {
            // No file is open between pictures.
        }
    }
}
