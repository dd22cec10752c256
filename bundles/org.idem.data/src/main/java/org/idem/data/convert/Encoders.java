package org.idem.data.convert;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.idem.data.image.ImageEncoder;

/** Encoders for as many threads as ask. Thread-safe, but for {@link #close()}. */
final class Encoders implements AutoCloseable {
    private final ConcurrentLinkedQueue<ImageEncoder> idle = new ConcurrentLinkedQueue<>();

    /** Encodes with an encoder that no other thread has meanwhile. */
    byte[] encode(Function<ImageEncoder, byte[]> use) {
        ImageEncoder own = idle.poll();
        ImageEncoder encoder = own == null ? new ImageEncoder() : own;
        try {
            return use.apply(encoder);
        } finally {
            idle.add(encoder);
        }
    }

    @Override
    public void close() {
        idle.forEach(ImageEncoder::close);
        idle.clear();
    }
}
