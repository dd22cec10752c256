package org.idem.ui.data;

import java.io.IOException;
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

    /** Like {@link #load(Supplier)}, shrunk until no side is longer than {@code largestSide} pixels. */
    public static ImageData load(Supplier<EncodedImage> image, int largestSide) throws IOException {
        try {
            Pixels pixels = ImageDecoder.decodeScaled(image.get(), largestSide);
            return new ImageData(pixels.width(), pixels.height(), 24, RGB, 1, pixels.rgb());
        } catch (DamagedImageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
