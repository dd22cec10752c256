package org.idem.data.inspect;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.PairDataset;
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
        over(set.size(), set::read, images, inspectors, progress);
    }

    /** Like the other one, of both images of each pair: 2p and 2p + 1 are those of pair p; their labels are −1. */
    public static void over(
            PairDataset pairs, int[] images, List<? extends ImageInspector> inspectors, Progress progress) {
        over(2 * pairs.pairs(), image -> new LabeledImage(-1, pairs.image(image)), images, inspectors, progress);
    }

    private static void over(
            int count,
            IntFunction<LabeledImage> reading,
            int[] images,
            List<? extends ImageInspector> inspectors,
            Progress progress) {
        int size = images == null ? count : images.length;
        for (int from = 0; from < size; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(size, from + CHUNK);
            IntStream.range(from, end)
                    .parallel()
                    .forEach(i -> show(reading, images == null ? i : images[i], inspectors));
            progress.report(
                    (double) end / size, () -> Units.count(end) + " of " + Units.count(size) + " images measured");
        }
    }

    private static void show(IntFunction<LabeledImage> reading, int index, List<? extends ImageInspector> inspectors) {
        try {
            LabeledImage image = reading.apply(index);
            Pixels pixels = ImageDecoder.decode(image.image());
            inspectors.forEach(inspector -> inspector.see(index, image, pixels));
        } catch (DamagedImageException e) {
            System.getLogger(ImagePass.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "passed over " + e.key() + ": " + e.kind());
        }
    }
}
