package org.idem.train.weights;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.Bytes;

/**
 * Bytes that are not stored as they are, such as Python 3's in protocol 2, text whose characters stand for them. They
 * are decoded when they are first asked for, and forgotten when memory is short. Not thread-safe.
 */
final class TextStorage implements Storage {
    private final MappedFile file;
    private final Bytes text;
    private final int size;
    private SoftReference<ByteBuffer> decoded = new SoftReference<>(null);

    TextStorage(MappedFile file, Bytes text) {
        this.file = file;
        this.text = text;
        this.size = text.decodedLength(file);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        ByteBuffer all = decoded.get();
        if (all == null) {
            all = text.decode(file);
            decoded = new SoftReference<>(all);
        }
        return all.slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public <T> T read(Supplier<T> reading) {
        return file.read(() -> {
            file.require(text.offset(), text.length());
            return reading.get();
        });
    }
}
