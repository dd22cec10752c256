package org.idem.data.image;

/**
 * Decodes one picture after the other into the same memory, as {@link ImageDecoder} does. Serves one thread; a result is
 * valid until the next call.
 */
public final class SerialDecoder {
    private final BaselineJpeg jpeg = new BaselineJpeg();

    /**
     * Decodes at full size.
     *
     * @throws DamagedImageException if the bytes are no whole picture
     */
    public Pixels decode(EncodedImage image) {
        return ImageDecoder.decode(image, jpeg);
    }
}
