package org.idem.data.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;
import org.idem.data.image.Scaling;

/**
 * The mean of faces, sample by sample. Pictures of another size than the first one are brought to it. Not thread-safe.
 */
public final class MeanFace {
    private int width;
    private int height;
    private long[] sums = new long[0];
    private int count;

    /**
     * The mean of at most {@code most} of these, evenly spaced; what cannot be decoded is left out.
     *
     * @param size how many there are to choose from
     * @param pictures of one of them by its number, in [0, size): one picture, or both of a pair
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static MeanFace of(int size, int most, IntFunction<List<EncodedImage>> pictures, Progress progress) {
        MeanFace mean = new MeanFace();
        int read = Math.min(size, most);
        for (int i = 0; i < read; i++) {
            progress.checkCancelled();
            mean.addReadable(pictures, (int) ((long) i * size / read));
            progress.report((i + 1.0) / read, () -> Units.count(mean.count()) + " faces averaged");
        }
        return mean;
    }

    private void addReadable(IntFunction<List<EncodedImage>> pictures, int place) {
        try {
            for (EncodedImage picture : pictures.apply(place)) {
                add(ImageDecoder.decode(picture));
            }
        } catch (DamagedImageException e) {
            System.getLogger(MeanFace.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "not averaged: " + e.key() + ", " + e.getMessage());
        }
    }

    /** Takes one more face. */
    public void add(Pixels face) {
        if (count == 0) {
            width = face.width();
            height = face.height();
            sums = new long[face.rgb().length];
        }
        byte[] rgb = Scaling.bilinear(face, width, height).rgb();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += rgb[i] & 0xff;
        }
        count++;
    }

    /** Number of faces so far. */
    public int count() {
        return count;
    }

    /** The mean, rounded to the nearest; none of no faces. */
    public Optional<Pixels> pixels() {
        if (count == 0) {
            return Optional.empty();
        }
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ((sums[i] + count / 2) / count);
        }
        return Optional.of(new Pixels(width, height, rgb));
    }
}
