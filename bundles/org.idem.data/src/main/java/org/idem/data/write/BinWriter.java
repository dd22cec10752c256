package org.idem.data.write;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Writes a verification set that insightface and PLSC read: a pickle of protocol 3, byte strings and
 * booleans. Refuses to overwrite. Not thread-safe.
 */
public final class BinWriter implements Closeable {
    private static final int BATCH = 1000;

    private final OutputStream out;
    private final BitSet same = new BitSet();
    private int pairs;

    /** Creates the file; fails where one of its name is there. */
    public BinWriter(Path path) throws IOException {
        this(new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), 1 << 20));
    }

    /** Writes to a stream, which {@link #close()} closes. */
    public BinWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write(new byte[] {(byte) 0x80, 3, ']'});
    }

    /** The next pair of encoded images. */
    public void add(byte[] first, byte[] second, boolean samePerson) throws IOException {
        out.write('(');
        bytes(first);
        bytes(second);
        out.write('e');
        same.set(pairs++, samePerson);
    }

    private void bytes(byte[] image) throws IOException {
        int n = image.length;
        out.write(new byte[] {'B', (byte) n, (byte) (n >> 8), (byte) (n >> 16), (byte) (n >> 24)});
        out.write(image);
    }

    /** Writes what follows after the last pair, and leaves the stream open. */
    public void finish() throws IOException {
        out.write(']');
        for (int i = 0; i < pairs; i += BATCH) {
            out.write('(');
            for (int k = i; k < Math.min(pairs, i + BATCH); k++) {
                out.write(same.get(k) ? 0x88 : 0x89);
            }
            out.write('e');
        }
        out.write(new byte[] {(byte) 0x86, '.'});
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            out.close();
        }
    }
}
