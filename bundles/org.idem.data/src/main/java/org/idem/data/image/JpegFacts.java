package org.idem.data.image;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How a JPEG is stored.
 *
 * @param progressive whether its scans refine each other
 * @param components 1 gray, 3 or 4
 * @param sampling how often chroma is sampled, such as {@code 4:2:0}; empty for gray
 * @param quality by {@link JpegQuality}, 0 where it is not known
 */
public record JpegFacts(boolean progressive, int components, String sampling, int quality) {
    private static final int BYTES_PER_COMPONENT = 3;

    /** Reads the frame header; none where there is no whole one. Nothing is decoded. */
    public static Optional<JpegFacts> of(EncodedImage image) {
        ByteBuffer bytes = image.bytes().slice();
        if (bytes.limit() < 4 || (bytes.getShort(0) & 0xffff) != 0xFFD8) {
            return Optional.empty();
        }
        // The header is counted from the length of its segment on; the marker stands two bytes before that.
        int at = JpegHeader.of(bytes).frameAt();
        int components = at < 4 || at + 6 > bytes.limit() ? 0 : bytes.get(at + 5) & 0xff;
        if (components == 0 || at + 6 + BYTES_PER_COMPONENT * components > bytes.limit()) {
            return Optional.empty();
        }
        boolean progressive = (bytes.get(at - 3) & 0xff) == 0xC2;
        String sampling = components == 1 ? "" : sampling(bytes.get(at + 7) & 0xff, bytes.get(at + 10) & 0xff);
        return Optional.of(new JpegFacts(progressive, components, sampling, JpegQuality.of(image)));
    }

    private static String sampling(int luminance, int chroma) {
        int across = ratio(luminance >> 4, chroma >> 4);
        int down = ratio(luminance & 15, chroma & 15);
        return switch (10 * across + down) {
            case 11 -> "4:4:4";
            case 21 -> "4:2:2";
            case 22 -> "4:2:0";
            case 12 -> "4:4:0";
            case 41 -> "4:1:1";
            case 42 -> "4:1:0";
            default -> across + " × " + down;
        };
    }

    private static int ratio(int luminance, int chroma) {
        return chroma == 0 ? 0 : luminance / chroma;
    }
}
