package org.idem.data.image;

import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.idem.core.Units;

/**
 * Heap that decoding a picture may take. What its header asks for is compared before anything is allocated; pictures that
 * take a noticeable part are decoded one at a time, whichever threads ask for them.
 */
final class DecodeMemory {
    private static final long SHARE = 4;
    private static final long LARGE_SHARE = 16;
    /** Samples of a JPEG whose color space the reader does not know. */
    private static final int MOST_COMPONENTS = 4;

    private static final Object ONE_AT_A_TIME = new Object();

    private final long limit;

    private DecodeMemory(long limit) {
        this.limit = limit;
    }

    /** A quarter of the heap. */
    static DecodeMemory ofHeap() {
        return new DecodeMemory(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** So many bytes. */
    static DecodeMemory of(long limit) {
        return new DecodeMemory(limit);
    }

    /** Decodes a picture. */
    @FunctionalInterface
    interface Decoding {
        /** Called once; fails as ImageIO does. */
        Pixels run() throws IOException;
    }

    /**
     * Decodes the picture that a reader stands at, if there is room.
     *
     * @throws DamagedImageException if it asks for more than the limit
     */
    Pixels decode(String key, ImageReader reader, Decoding decoding) throws IOException {
        long wanted = bytes(reader);
        if (wanted > limit) {
            throw tooLarge(key, reader, wanted);
        }
        try {
            if (wanted < limit / LARGE_SHARE) {
                return decoding.run();
            }
            synchronized (ONE_AT_A_TIME) {
                return decoding.run();
            }
        } catch (OutOfMemoryError e) {
            // Others may have taken what was left; the picture is named rather than the process lost.
            throw tooLarge(key, reader, wanted);
        }
    }

    private DamagedImageException tooLarge(String key, ImageReader reader, long wanted) throws IOException {
        String message = reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels take " + Units.bytes(wanted)
                + " to decode, more than this process has for one picture (" + Units.bytes(limit) + ")";
        return new DamagedImageException(key, -1, Damage.TOO_LARGE, message);
    }

    /** The reader's samples and the {@link Pixels} made of them. */
    private static long bytes(ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        ImageTypeSpecifier type = reader.getRawImageType(0);
        long samples = MOST_COMPONENTS;
        if (type != null) {
            SampleModel model = type.getSampleModel();
            samples = model.getNumDataElements() * (DataBuffer.getDataTypeSize(model.getTransferType()) / 8L);
        }
        return pixels * (samples + 3);
    }
}
