package org.idem.data.check;

import java.util.function.IntFunction;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/**
 * How large the pictures of a set are, judged by a few of them, evenly spaced.
 *
 * @param read number of pictures that were decoded; with 0 the sizes mean nothing
 * @param leastWidth in pixels
 * @param largestWidth in pixels
 * @param leastHeight in pixels
 * @param largestHeight in pixels
 */
public record PictureSizes(int read, int leastWidth, int largestWidth, int leastHeight, int largestHeight) {
    private static final int LOOKED_AT = 32;
    private static final PictureSizes NONE = new PictureSizes(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 0);

    /** Decodes up to 32 pictures of the set; those that are damaged are passed over. */
    public static PictureSizes of(ImageDataset set) {
        return of(set.size(), set::image);
    }

    /** Decodes up to 32 pictures of the pairs; those that are damaged are passed over. */
    public static PictureSizes of(PairDataset pairs) {
        return of(pairs.pairs(), pairs::first);
    }

    private static PictureSizes of(int size, IntFunction<EncodedImage> images) {
        PictureSizes sizes = NONE;
        int looked = Math.min(size, LOOKED_AT);
        for (int i = 0; i < looked; i++) {
            try {
                Pixels pixels = ImageDecoder.decode(images.apply((int) ((long) i * size / looked)));
                sizes = sizes.and(pixels.width(), pixels.height());
            } catch (DamagedImageException e) {
                System.getLogger(PictureSizes.class.getName())
                        .log(System.Logger.Level.DEBUG, () -> "no size of " + e.key() + ": " + e.kind());
            }
        }
        return sizes;
    }

    /** The sizes of pictures that were looked at already. */
    static PictureSizes of(PictureSample sample) {
        PictureSizes sizes = NONE;
        for (PictureSample.SizeShare size : sample.sizes()) {
            sizes = sizes.and(size.width(), size.height());
        }
        return sizes;
    }

    private PictureSizes and(int width, int height) {
        return new PictureSizes(
                read + 1,
                Math.min(leastWidth, width),
                Math.max(largestWidth, width),
                Math.min(leastHeight, height),
                Math.max(largestHeight, height));
    }

    /** Whether all that were read are squares of this side. */
    public boolean areAll(int side) {
        return leastWidth == side && largestWidth == side && leastHeight == side && largestHeight == side;
    }

    /** {@code 112 x 112}, {@code 96 x 96 to 160 x 160}, or an empty text if none could be read. */
    @Override
    public String toString() {
        if (read == 0) {
            return "";
        }
        String least = leastWidth + " x " + leastHeight;
        String largest = largestWidth + " x " + largestHeight;
        return least.equals(largest) ? least : least + " to " + largest;
    }
}
