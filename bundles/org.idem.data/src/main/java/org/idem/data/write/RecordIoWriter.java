package org.idem.data.write;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.idem.data.recordio.FaceRecord;
import org.idem.data.recordio.Framing;

/**
 * Writes {@code .rec} and {@code .idx} byte for byte as MXNet's {@code MXIndexedRecordIO} does, cutting payloads at an
 * aligned magic. Refuses to overwrite. Not thread-safe.
 */
public final class RecordIoWriter implements Closeable {
    private final OutputStream rec;
    private final OutputStream idx;
    private long offset;

    /** Creates the records' file and its index; fails where one of the names is taken. */
    public RecordIoWriter(Path rec, Path idx) throws IOException {
        this.rec = new BufferedOutputStream(Files.newOutputStream(rec, StandardOpenOption.CREATE_NEW), 1 << 20);
        try {
            this.idx = new BufferedOutputStream(Files.newOutputStream(idx, StandardOpenOption.CREATE_NEW), 1 << 16);
        } catch (IOException e) {
            this.rec.close();
            throw e;
        }
    }

    /**
     * Goes on in files that others opened; {@link #close()} closes them.
     *
     * @param offset bytes that the record file has already
     */
    public RecordIoWriter(OutputStream rec, OutputStream idx, long offset) {
        this.rec = rec;
        this.idx = idx;
        this.offset = offset;
    }

    /** An image with one label; {@code id} is the key. */
    public void image(int key, float label, byte[] image) throws IOException {
        ByteBuffer payload = header(0, label, key, 0, image.length);
        write(key, payload.put(image).array());
    }

    /** An image with several label values. */
    public void image(int key, float[] labels, byte[] image) throws IOException {
        write(key, values(labels, key, 0, image.length).put(image).array());
    }

    /** A header or identity record: half-open range of keys. */
    public void range(int key, long from, long to, long id2) throws IOException {
        write(key, values(new float[] {from, to}, key, id2, 0).array());
    }

    /** Writes a record of any payload under a key. */
    public void write(int key, byte[] payload) throws IOException {
        if (payload.length > Framing.MAX_PART) {
            throw new IOException("A record of " + payload.length + " bytes; RecordIO holds " + Framing.MAX_PART);
        }
        idx.write((key + "\t" + offset + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer words = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        int from = 0;
        int flag = 0;
        for (int at = 0; at + 4 <= payload.length; at += 4) {
            if (words.getInt(at) == Framing.MAGIC) {
                part(flag == 0 ? 1 : 2, payload, from, at);
                flag = 2;
                from = at + 4;
            }
        }
        part(flag == 0 ? 0 : 3, payload, from, payload.length);
    }

    private void part(int flag, byte[] payload, int from, int to) throws IOException {
        int length = to - from;
        int padding = -length & 3;
        ByteBuffer head = ByteBuffer.allocate(Framing.HEAD).order(ByteOrder.LITTLE_ENDIAN);
        rec.write(head.putInt(Framing.MAGIC).putInt(flag << 29 | length).array());
        rec.write(payload, from, length);
        rec.write(new byte[padding]);
        offset += Framing.HEAD + length + padding;
    }

    private static ByteBuffer values(float[] labels, long id, long id2, int room) {
        ByteBuffer payload = header(labels.length, 0, id, id2, 4 * labels.length + room);
        for (float label : labels) {
            payload.putFloat(label);
        }
        return payload;
    }

    private static ByteBuffer header(int flag, float label, long id, long id2, int room) {
        return ByteBuffer.allocate(FaceRecord.HEADER + room)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(flag)
                .putFloat(label)
                .putLong(id)
                .putLong(id2);
    }

    @Override
    public void close() throws IOException {
        try (OutputStream index = idx) {
            rec.close();
            index.flush();
        }
    }
}
