package org.idem.data.identity;

import java.util.Optional;
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
