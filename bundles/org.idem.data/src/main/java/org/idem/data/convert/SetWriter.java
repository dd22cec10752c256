package org.idem.data.convert;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes one set in one format. Called on one thread; an implementation may use others inside a call.
 *
 * @param <T> {@link ConvertedImage} or {@link ConvertedPair}
 */
interface SetWriter<T> extends Closeable {

    /** Writes the next items, in the order given. */
    void write(List<T> items) throws IOException;

    /**
     * Hands everything to the operating system.
     *
     * @return length of each growing file, by name: what {@link ConversionState} gives back when the work goes on
     */
    Map<String, Long> flush() throws IOException;

    /** Completes the set; nothing is written after it. */
    void finish() throws IOException;
}
