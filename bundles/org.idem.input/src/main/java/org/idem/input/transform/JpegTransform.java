package org.idem.input.transform;

import static org.idem.input.transform.TransformArguments.isProbability;
import static org.idem.input.transform.TransformArguments.require;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.idem.data.image.EncodedImage;
import org.idem.data.image.ImageDecoder;
import org.idem.data.image.ImageEncoder;
import org.idem.data.image.Pixels;

/** Compresses and decompresses, so that the marks of JPEG come into the picture. */
final class JpegTransform implements PixelTransform {
    private final UniformRange quality;
    private final double probability;

    /** Encoders serve one thread at a time and cost more than a picture. */
    private final ConcurrentLinkedQueue<ImageEncoder> idle = new ConcurrentLinkedQueue<>();

    /**
     * Checks the ranges.
     *
     * @param quality whole numbers of libjpeg's scale, 1 to 100, ends included
     * @param probability how often it is applied
     */
    JpegTransform(UniformRange quality, double probability) {
        require(quality.low() >= 1 && quality.high() <= 100 && isProbability(probability), "JpegCompression");
        this.quality = quality;
        this.probability = probability;
    }

    static JpegTransform of(TransformArguments arguments) {
        return new JpegTransform(arguments.range("quality"), arguments.number("p"));
    }

    @Override
    public Pixels apply(Pixels in, TransformRandom random) {
        int low = (int) quality.low();
        int drawn = low + random.below((int) quality.high() - low + 1);
        return ImageDecoder.decode(new EncodedImage("recompressed", ByteBuffer.wrap(encode(in, drawn))));
    }

    @Override
    public double probability() {
        return probability;
    }

    private byte[] encode(Pixels in, int libjpegQuality) {
        ImageEncoder waiting = idle.poll();
        ImageEncoder encoder = waiting == null ? new ImageEncoder() : waiting;
        byte[] bytes = encoder.jpeg(in, libjpegQuality / 100f);
        idle.add(encoder);
        return bytes;
    }
}
