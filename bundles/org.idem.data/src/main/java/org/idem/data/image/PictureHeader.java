package org.idem.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;

/**
 * What a picture says of itself before it is decoded.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record PictureHeader(int width, int height) {

    /** Reads the first bytes; empty where they are no header of a picture. */
    public static Optional<PictureHeader> of(EncodedImage image) {
        try {
            ByteBuffer bytes = image.bytes().slice();
            Format format = Format.of(bytes);
            PictureHeader header =
                    switch (format) {
                        case JPEG -> jpeg(bytes);
                        case UNKNOWN -> null;
                        default -> read(format, bytes);
                    };
            return Optional.ofNullable(header).filter(one -> one.width > 0 && one.height > 0);
        } catch (IOException | RuntimeException | InternalError e) {
            // ImageIO's readers answer hostile input with whatever their array accesses throw; a file that became
            // shorter
            // while it is mapped is an InternalError.
            return Optional.empty();
        }
    }

    private static PictureHeader jpeg(ByteBuffer bytes) throws EOFException {
        int at = JpegHeader.of(bytes).frameAt();
        if (at == 0 || at + 5 > bytes.limit()) {
            throw new EOFException("JPEG without a frame");
        }
        return new PictureHeader(bytes.getShort(at + 3) & 0xffff, bytes.getShort(at + 1) & 0xffff);
    }

    private static PictureHeader read(Format format, ByteBuffer bytes) throws IOException {
        ImageReader reader = format.createReader();
        try (BufferImageInput input = new BufferImageInput(bytes)) {
            reader.setInput(input, false, true);
            return new PictureHeader(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }
}
