package org.idem.data.image;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;

/**
 * Decodes JPEG, PNG, BMP and WebP as training reads them. Equal, but for lossy WebP, to libjpeg-turbo (OpenCV, Pillow) to the bit: colour profiles
 * and EXIF rotation are not applied, transparency is dropped, 16-bit samples keep their upper byte. A picture whose data
 * stop early is reported as damaged even where the decoder could fill it up with gray. Thread-safe.
 */
public final class ImageDecoder {
    /** More pixels than this are refused before anything is allocated. */
    static final long MAX_PIXELS = 1L << 26;

    private ImageDecoder() {}

    /**
     * Decodes an image at full size; thread-safe.
     *
     * @throws DamagedImageException if the bytes are no whole picture
     */
    public static Pixels decode(EncodedImage image) {
        return decode(image, new BaselineJpeg());
    }

    static Pixels decode(EncodedImage image, BaselineJpeg plain) {
        return decode(image, plain, DecodeMemory.ofHeap());
    }

    static Pixels decode(EncodedImage image, BaselineJpeg plain, DecodeMemory memory) {
        ByteBuffer bytes = image.bytes();
        try {
            Format format = Format.of(bytes);
            if (format == Format.UNKNOWN) {
                Damage damage = bytes.hasRemaining() ? Damage.GARBAGE_IMAGE : Damage.EMPTY_IMAGE;
                String message =
                        bytes.hasRemaining() ? "The bytes are no JPEG, PNG, BMP or WebP" : "There are no image bytes";
                throw new DamagedImageException(image.key(), -1, damage, message);
            }
            Pixels pixels = format == Format.JPEG ? plain.decode(bytes) : null;
            return pixels != null ? pixels : decode(format, image, memory);
        } catch (EOFException e) {
            throw new DamagedImageException(image.key(), -1, Damage.HALF_IMAGE, "The image data stop early");
        } catch (IOException e) {
            throw new DamagedImageException(image.key(), -1, Damage.CORRUPT_IMAGE, "Cannot decode: " + e.getMessage());
        } catch (InternalError e) {
            // So the machine tells that a mapped file became shorter.
            String message = "The file that holds it became shorter, or its disk failed, while it was read";
            throw new DamagedImageException(image.key(), -1, Damage.TRUNCATED, message);
        }
    }

    /** Decodes and, if a side is longer than {@code maxSide}, shrinks by averaging so that the longer one fits. */
    public static Pixels decodeScaled(EncodedImage image, int maxSide) {
        return Scaling.fit(decode(image), maxSide);
    }

    private static Pixels decode(Format format, EncodedImage image, DecodeMemory memory) throws IOException {
        ImageReader reader = format.createReader();
        try (BufferImageInput input = new BufferImageInput(image.bytes())) {
            reader.setInput(input, false, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MAX_PIXELS) {
                String message = "The header asks for " + width + " x " + height + " pixels";
                throw new DamagedImageException(image.key(), -1, Damage.TOO_LARGE, message);
            }
            return memory.decode(
                    image.key(),
                    reader,
                    () -> format == Format.JPEG ? JpegDecoding.decode(reader, image) : raster(reader.read(0)));
        } catch (RuntimeException e) {
            // ImageIO's readers answer hostile input with whatever their array accesses throw.
            if (e instanceof DamagedImageException) {
                throw e;
            }
            throw new DamagedImageException(image.key(), -1, Damage.CORRUPT_IMAGE, "Cannot decode: " + e);
        } finally {
            reader.dispose();
        }
    }

    private static Pixels raster(BufferedImage image) {
        return RasterPixels.of(image);
    }
}
