package org.idem.data.statistics;

import java.util.Arrays;
import java.util.List;
import org.idem.core.Progress;
import org.idem.data.ImageDataset;
import org.idem.data.LabeledImage;
import org.idem.data.image.Pixels;
import org.idem.data.inspect.Finding;
import org.idem.data.inspect.ImageInspector;

/**
 * Measures pictures on their way through a check or a pass of its own: a byte of each measure for each picture, so that a
 * bar leads back to its pictures. It finds nothing wrong.
 */
public final class StatisticsInspector implements ImageInspector {
    private static final byte UNSEEN = -1;

    private final int[] places;
    private final byte[][] bars = new byte[Measure.values().length][];

    private StatisticsInspector(int[] places, int size) {
        this.places = places;
        for (int i = 0; i < bars.length; i++) {
            bars[i] = new byte[size];
            Arrays.fill(bars[i], UNSEEN);
        }
    }

    /** For all pictures of a set of so many. */
    public static StatisticsInspector ofAll(int size) {
        return new StatisticsInspector(null, size);
    }

    /** For some of the pictures: their numbers, ascending. */
    public static StatisticsInspector ofSome(int[] images) {
        return new StatisticsInspector(images.clone(), images.length);
    }

    @Override
    public void see(int index, LabeledImage image, Pixels pixels) {
        int place = places == null ? index : Arrays.binarySearch(places, index);
        if (place < 0) {
            return;
        }
        PixelFigures figures = PixelFigures.of(pixels);
        for (Measure measure : Measure.values()) {
            bars[measure.ordinal()][place] = (byte) measure.bar(measure.of(image.image(), pixels, figures));
        }
    }

    @Override
    public List<Finding> findings(ImageDataset set, Progress progress) {
        return List.of();
    }

    /** What was seen; after all pictures. */
    public PictureStatistics statistics() {
        return new PictureStatistics(places, bars);
    }
}
