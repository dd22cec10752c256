package org.idem.input;

import java.util.stream.IntStream;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.ImageDecoder;

/** Finds out before long work begins whether the images of a source can be read. */
public final class DamageCheck {
    /** What is decoded at most; of more images as many are taken, evenly spaced. */
    static final int MOST_IMAGES = 40_000;

    private DamageCheck() {}

    /**
     * Number of images that {@link #require} decodes of so many; a {@link DamageLimit} for it has this size.
     *
     * @param images number of images of the source
     */
    public static int sample(int images) {
        return Math.min(images, MOST_IMAGES);
    }

    /**
     * Decodes the images, or an evenly spaced {@linkplain #sample sample} of very many, on all processors.
     *
     * @param damage notes those that cannot be read
     * @throws DamageLimitException if more are damaged than may be
     */
    public static void require(ImageSource source, DamageLimit damage) {
        int size = source.size();
        int sample = sample(size);
        IntStream.range(0, sample).parallel().forEach(i -> {
            int index = (int) ((long) i * size / sample);
            try {
                ImageDecoder.decode(source.read(index).image());
            } catch (DamagedImageException e) {
                damage.note(index, e);
            }
        });
    }
}
