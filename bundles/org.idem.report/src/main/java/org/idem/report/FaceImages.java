package org.idem.report;

import java.util.Base64;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;

/** Turns stored faces into pictures that stand in the page itself. */
final class FaceImages implements AutoCloseable {
    private static final int SIDE = 112;
    private static final int SMALL = 12 << 10;
    private static final float QUALITY = 0.85f;

    private final ImageEncoder encoder = new ImageEncoder();

    /** Adds the picture, or a word in its place when it cannot be read. */
    void write(Markup html, EncodedImage image) {
        try {
            String source = source(image);
            html.empty(
                    "img",
                    "src",
                    source,
                    "alt",
                    image.key(),
                    "title",
                    image.key(),
                    "width",
                    "72",
                    "height",
                    "72",
                    "loading",
                    "lazy");
        } catch (DamagedImageException e) {
            html.leaf("span", "unreadable", "class", "damaged", "title", image.key() + ": " + e.getMessage());
        }
    }

    /** Small JPEGs go in as they are; whatever is larger is scaled to a crop's size. */
    private String source(EncodedImage image) {
        byte[] bytes = image.copy();
        Pixels pixels = ImageDecoder.decodeScaled(image, SIDE);
        boolean jpeg = bytes.length > 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
        byte[] inPage = jpeg && bytes.length <= SMALL ? bytes : encoder.jpeg(pixels, QUALITY);
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(inPage);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
