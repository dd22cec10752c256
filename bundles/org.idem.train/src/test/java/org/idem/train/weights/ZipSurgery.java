package org.idem.train.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the directory of a zip archive anew, with all numbers where those beyond 32 bits stand (ZIP64). */
final class ZipSurgery {
    private static final int END_BYTES = 22;

    private ZipSurgery() {}

    static byte[] withLargeNumbers(byte[] archive) {
        ByteBuffer in = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END_BYTES;
        int start = in.getInt(end + 16);
        int count = in.getShort(end + 10);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(archive, 0, start);
        int at = start;
        for (int i = 0; i < count; i++) {
            int name = in.getShort(at + 28);
            int extra = in.getShort(at + 30);
            ByteBuffer header = le(46).put(archive, at, 46);
            header.putInt(20, -1).putInt(24, -1).putInt(42, -1).putShort(30, (short) (6 + 28));
            out.writeBytes(header.array());
            out.write(archive, at + 46, name);
            // A field of another kind first: it is passed over.
            out.writeBytes(le(6).putShort((short) 0x5455).putShort((short) 2).array());
            out.writeBytes(le(28).putShort((short) 1)
                    .putShort((short) 24)
                    .putLong(in.getInt(at + 24))
                    .putLong(in.getInt(at + 20))
                    .putLong(in.getInt(at + 42))
                    .array());
            at += 46 + name + extra;
        }
        long end64 = out.size();
        out.writeBytes(le(56).putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putLong(0)
                .putLong(count)
                .putLong(count)
                .putLong(end64 - start)
                .putLong(start)
                .array());
        out.writeBytes(
                le(20).putInt(0x07064b50).putInt(0).putLong(end64).putInt(1).array());
        out.writeBytes(le(END_BYTES)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    private static ByteBuffer le(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
