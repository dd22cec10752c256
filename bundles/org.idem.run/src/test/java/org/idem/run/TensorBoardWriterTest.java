package org.idem.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the bytes back by the formats' descriptions, with a checksum of its own. */
class TensorBoardWriterTest {
    @TempDir
    private Path folder;

    @Test
    void eventsAreFramedAndTyped() throws IOException {
        Path file;
        try (TensorBoardWriter events = new TensorBoardWriter(folder, Instant.ofEpochSecond(1_700_000_000), "box")) {
            file = events.file();
            events.scalar("train/loss", 300, 1_700_000_001.25, 2.5);
            events.scalar("eval/größe", 1L << 40, 3, Double.NaN);
            events.resumedAt(200, 4);
        }
        assertEquals("events.out.tfevents.1700000000.box", file.getFileName().toString());
        List<byte[]> records = records(file);
        assertEquals(4, records.size());

        Map<Integer, Object> first = fields(records.get(0));
        assertEquals(1_700_000_000.0, first.get(1));
        assertEquals("brain.Event:2", text(first.get(3)));

        Map<Integer, Object> loss = fields(records.get(1));
        assertEquals(1_700_000_001.25, loss.get(1));
        assertEquals(300L, loss.get(2));
        Map<Integer, Object> value =
                fields((byte[]) fields((byte[]) loss.get(5)).get(1));
        assertEquals("train/loss", text(value.get(1)));
        assertEquals(2.5f, value.get(2));

        Map<Integer, Object> other = fields(records.get(2));
        assertEquals(1L << 40, other.get(2));
        assertEquals(
                "eval/größe",
                text(fields((byte[]) fields((byte[]) other.get(5)).get(1)).get(1)));

        Map<Integer, Object> resumed = fields(records.get(3));
        assertEquals(200L, resumed.get(2));
        assertEquals(1L, fields((byte[]) resumed.get(7)).get(1));
    }

    @Test
    void twoFilesOfOneSecondHaveTwoNames() {
        Instant now = Instant.ofEpochSecond(5);
        try (TensorBoardWriter one = new TensorBoardWriter(folder, now, "box");
                TensorBoardWriter two = new TensorBoardWriter(folder, now, "box")) {
            assertFalse(one.file().equals(two.file()));
        }
    }

    private static List<byte[]> records(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] length = new byte[8];
            buffer.duplicate().get(length);
            byte[] data = new byte[(int) buffer.getLong()];
            assertEquals(masked(length), buffer.getInt());
            buffer.get(data);
            assertEquals(masked(data), buffer.getInt());
            records.add(data);
        }
        return records;
    }

    /** CRC-32C bit by bit. */
    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    private static Map<Integer, Object> fields(byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Object> fields = new HashMap<>();
        while (buffer.hasRemaining()) {
            long key = varint(buffer);
            Object value =
                    switch ((int) (key & 7)) {
                        case 0 -> varint(buffer);
                        case 1 -> buffer.getDouble();
                        case 5 -> buffer.getFloat();
                        default -> bytes(buffer);
                    };
            fields.put((int) (key >>> 3), value);
        }
        return fields;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[(int) varint(buffer)];
        buffer.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = buffer.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Test
    void histogramsAreHistogramProtos() throws IOException {
        Path file;
        try (TensorBoardWriter events = new TensorBoardWriter(folder, Instant.ofEpochSecond(1_700_000_000), "box")) {
            file = events.file();
            events.histogram("cosines", 7, 1.25, new ValueHistogram(-1, 1, new long[] {0, 3, 1, 0}));
        }
        Map<Integer, Object> event = fields(records(file).get(1));
        assertEquals(7L, event.get(2));
        Map<Integer, Object> value =
                fields((byte[]) fields((byte[]) event.get(5)).get(1));
        assertEquals("cosines", text(value.get(1)));
        Map<Integer, Object> spread = fields((byte[]) value.get(5));
        assertEquals(-0.5, spread.get(1));
        assertEquals(0.5, spread.get(2));
        assertEquals(4.0, spread.get(3));
        assertEquals(3 * -0.25 + 0.25, spread.get(4));
        assertEquals(4 * 0.0625, spread.get(5));
        ByteBuffer limits = ByteBuffer.wrap((byte[]) spread.get(6)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer counts = ByteBuffer.wrap((byte[]) spread.get(7)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(4 * Double.BYTES, limits.remaining());
        assertEquals(-0.5, limits.getDouble());
        assertEquals(0.0, counts.getDouble());
        assertEquals(3.0, counts.getDouble());
    }
}
