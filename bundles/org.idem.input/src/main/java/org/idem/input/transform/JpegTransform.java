package org.idem.input.transform;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;

/** Compresses and decompresses, so that the marks of JPEG come into the picture. */
final class JpegTransform implements PixelTransform {
    private final TransformOp.JpegCompression op;

    /** Encoders serve one thread at a time and cost more than a picture. */
    private final ConcurrentLinkedQueue<ImageEncoder> idle = new ConcurrentLinkedQueue<>();

    JpegTransform(TransformOp.JpegCompression op) {
        this.op = op;
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom draws) {
        int low = (int) op.quality().low();
        int quality = low + draws.below((int) op.quality().high() - low + 1);
        return ImageDecoder.decode(new EncodedImage("recompressed", ByteBuffer.wrap(encode(in, quality))));
    }

    private byte[] encode(Pixels in, int quality) {
        ImageEncoder waiting = idle.poll();
        ImageEncoder encoder = waiting == null ? new ImageEncoder() : waiting;
        byte[] bytes = encoder.jpeg(in, quality / 100f);
        idle.add(encoder);
        return bytes;
    }

    @Override
    public double probability() {
        return op.p();
    }
}
