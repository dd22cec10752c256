package org.idem.data.inspect;

import java.util.List;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/** Shows the pictures of a set to inspectors, each read and decoded once for all of them, on all processors. */
public final class ImagePass {
    private static final int CHUNK = 512;

    private ImagePass() {}

    /**
     * Goes over a set; damaged pictures are passed over.
     *
     * @param images their numbers, or null for all
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static void over(
            ImageDataset set, int[] images, List<? extends ImageInspector> inspectors, Progress progress) {
        int size = images == null ? set.size() : images.length;
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            IntStream.range(from, end).parallel().forEach(i -> show(set, images == null ? i : images[i], inspectors));
            progress.report(
                    (double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " images measured");
        }
    }

    private static void show(ImageDataset set, int index, List<? extends ImageInspector> inspectors) {
        try {
            LabeledImage image = set.read(index);
            Pixels pixels = ImageDecoder.decode(image.image());
            inspectors.forEach(inspector -> inspector.see(index, image, pixels));
        } catch (DamagedImageException e) {
            System.getLogger(ImagePass.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "passed over " + e.key() + ": " + e.kind());
        }
    }
}
