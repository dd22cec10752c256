package org.idem.ui.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.Pixels;

/** Decodes faces for the screen. */
public final class Faces {
    private static final int LARGEST_SIDE = 256;
    private static final PaletteData RGB = new PaletteData(0xFF0000, 0x00FF00, 0x0000FF);

    private Faces() {}

    /**
     * Reads and decodes an image.
     *
     * @throws IOException if it is damaged, saying how
     */
    static ImageData load(Supplier<EncodedImage> image) throws IOException {
        return load(image, LARGEST_SIDE);
    }

    /** The pictures of a tile: one, or the two of a pair side by side; no side is longer than {@code largestSide} pixels. */
    public static ImageData beside(OpenedDataset set, int tile, int largestSide) throws IOException {
        List<EncodedImage> pictures = set.pictures(tile);
        ImageData first = load(() -> pictures.get(0), largestSide);
        return pictures.size() == 1 ? first : beside(first, load(() -> pictures.get(1), largestSide));
    }

    /** Two faces in one picture, each in the middle of its half; the halves are as large as the larger face. */
    static ImageData beside(ImageData first, ImageData second) {
        return beside(first, second, 0);
    }

    /** As {@link #beside(ImageData, ImageData)}, with so many pixels between the halves. */
    public static ImageData beside(ImageData first, ImageData second, int gap) {
        int side = Math.max(Math.max(first.width, first.height), Math.max(second.width, second.height));
        ImageData both = new ImageData(2 * side + gap, side, 24, RGB);
        both.alphaData = new byte[both.width * both.height];
        place(first, both, 0);
        place(second, both, side + gap);
        return both;
    }

    private static void place(ImageData face, ImageData both, int from) {
        int left = from + (both.height - face.width) / 2;
        int top = (both.height - face.height) / 2;
        int[] row = new int[face.width];
        byte[] opaque = new byte[face.width];
        Arrays.fill(opaque, (byte) 0xFF);
        for (int y = 0; y < face.height; y++) {
            face.getPixels(0, y, face.width, row, 0);
            both.setPixels(left, top + y, face.width, row, 0);
            both.setAlphas(left, top + y, face.width, opaque, 0);
        }
    }

    /** Like {@link #load(Supplier)}, shrunk until no side is longer than {@code largestSide} pixels. */
    public static ImageData load(Supplier<EncodedImage> image, int largestSide) throws IOException {
        try {
            return data(ImageDecoder.decodeScaled(image.get(), largestSide));
        } catch (DamagedImageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A decoded picture for the screen, which shares its samples. */
    public static ImageData data(Pixels pixels) {
        return new ImageData(pixels.width(), pixels.height(), 24, RGB, 1, pixels.rgb());
    }
}
