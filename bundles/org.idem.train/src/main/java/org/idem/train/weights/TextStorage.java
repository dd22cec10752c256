package org.idem.train.weights;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.idem.data.io.MappedFile;
import org.idem.data.pickle.Bytes;
import org.idem.data.pickle.PickleException;

/**
 * Bytes as Python 3 pickles them in protocol 2: UTF-8 text whose characters, all below 256, stand for the bytes. They
 * are decoded when they are first asked for, and forgotten when memory is short. Not thread-safe.
 */
final class TextStorage implements Storage {
    private final MappedFile file;
    private final Bytes text;
    private final int size;
    private SoftReference<ByteBuffer> decoded = new SoftReference<>(null);

    TextStorage(MappedFile file, Bytes text) {
        if (text.length() > MappedFile.MAX_SLICE) {
            throw new PickleException("A tensor as text of " + text.length() + " bytes");
        }
        this.file = file;
        this.text = text;
        this.size = decodedLength();
    }

    private ByteBuffer utf8() {
        return file.slice(text.offset(), (int) text.length());
    }

    private int decodedLength() {
        ByteBuffer in = utf8();
        int count = 0;
        while (in.hasRemaining()) {
            int b = in.get() & 0xff;
            boolean two = b == 0xc2 || b == 0xc3;
            if (two ? !in.hasRemaining() || (in.get() & 0xc0) != 0x80 : b >= 0x80) {
                throw new PickleException("Text that does not stand for bytes");
            }
            count++;
        }
        return count;
    }

    private ByteBuffer decode() {
        ByteBuffer in = utf8();
        ByteBuffer out = ByteBuffer.allocate(size);
        while (in.hasRemaining()) {
            int b = in.get() & 0xff;
            out.put((byte) (b < 0x80 ? b : (b & 0x03) << 6 | in.get() & 0x3f));
        }
        return out.flip();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        ByteBuffer all = decoded.get();
        if (all == null) {
            all = decode();
            decoded = new SoftReference<>(all);
        }
        return all.slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
