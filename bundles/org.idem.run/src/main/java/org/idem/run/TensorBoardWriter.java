package org.idem.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Scalars in TensorBoard's event file: TFRecord frames {@code [u64 length][u32 crc][data][u32 crc]} with masked CRC-32C,
 * each holding one {@code tensorflow.Event} protocol buffer. Every event reaches the file system at once. Thread-safe.
 */
public final class TensorBoardWriter implements Closeable {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int SESSION_START = 1;

    private final Path file;
    private final FileChannel channel;

    /** A new event file in a folder, named by the present second and this host. */
    public TensorBoardWriter(Path folder) {
        this(folder, Instant.now(), HostName.get());
    }

    /** A new event file {@code events.out.tfevents.<seconds>.<host>}; a number follows if that is taken. */
    public TensorBoardWriter(Path folder, Instant created, String host) {
        try {
            Files.createDirectories(folder);
            String name = "events.out.tfevents." + created.getEpochSecond() + "." + host;
            Path free = folder.resolve(name);
            FileChannel open = create(free);
            for (int number = 1; open == null; number++) {
                free = folder.resolve(name + "." + number);
                open = create(free);
            }
            this.file = free;
            this.channel = open;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write events in " + folder, e);
        }
        Message event = new Message(64).fixed64(1, seconds(created)).bytes(3, utf8("brain.Event:2"));
        write(event);
    }

    private static FileChannel create(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    /** Returns the event file, which carries its creation time in its name. */
    public Path file() {
        return file;
    }

    /** Adds one value; TensorBoard keeps 32 bits of it. */
    public void scalar(String tag, long step, double wallSeconds, double value) {
        byte[] name = utf8(tag);
        Message summaryValue = new Message(name.length + 24).bytes(1, name).fixed32(2, (float) value);
        Message summary = new Message(name.length + 40).bytes(1, summaryValue.toBytes());
        write(new Message(name.length + 80)
                .fixed64(1, wallSeconds)
                .varint(2, step)
                .bytes(5, summary.toBytes()));
    }

    /** Adds how the values of a step are spread, as TensorBoard's histograms and distributions show it. */
    public void histogram(String tag, long step, double wallSeconds, ValueHistogram histogram) {
        byte[] name = utf8(tag);
        byte[] spread = histogram(histogram);
        Message value =
                new Message(name.length + spread.length + 32).bytes(1, name).bytes(5, spread);
        Message summary = new Message(name.length + spread.length + 48).bytes(1, value.toBytes());
        write(new Message(name.length + spread.length + 96)
                .fixed64(1, wallSeconds)
                .varint(2, step)
                .bytes(5, summary.toBytes()));
    }

    /** A {@code HistogramProto}; sums are those of the middles of the bins. */
    private static byte[] histogram(ValueHistogram histogram) {
        int bins = histogram.counts().length;
        ByteBuffer limits = ByteBuffer.allocate(bins * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer counts = ByteBuffer.allocate(bins * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < bins; i++) {
            double middle = (histogram.edge(i) + histogram.edge(i + 1)) / 2;
            sum += histogram.counts()[i] * middle;
            squares += histogram.counts()[i] * middle * middle;
            limits.putDouble(histogram.edge(i + 1));
            counts.putDouble(histogram.counts()[i]);
        }
        return new Message(2 * bins * Double.BYTES + 96)
                .fixed64(1, histogram.quantile(0))
                .fixed64(2, histogram.quantile(1))
                .fixed64(3, histogram.total())
                .fixed64(4, sum)
                .fixed64(5, squares)
                .bytes(6, limits.array())
                .bytes(7, counts.array())
                .toBytes();
    }

    /** Says that a resumed trainer begins with {@code step}: TensorBoard drops what it has from there on. */
    public void resumedAt(long step, double wallSeconds) {
        Message session = new Message(16).varint(1, SESSION_START);
        write(new Message(64).fixed64(1, wallSeconds).varint(2, step).bytes(7, session.toBytes()));
    }

    private synchronized void write(Message message) {
        byte[] data = message.toBytes();
        ByteBuffer frame = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(data.length);
        frame.putInt(maskedCrc(frame.array(), Long.BYTES));
        frame.put(data).putInt(maskedCrc(data, data.length)).flip();
        try {
            FrameWriter.write(channel, frame);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** TensorFlow rotates and shifts checksums, so that a checksum of checksums stays sound. */
    static int maskedCrc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Forces the events to the disk. */
    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (FileChannel closing = channel) {
            closing.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** The few kinds of protocol buffer fields that events need. */
    private static final class Message {
        private final ByteBuffer buffer;

        Message(int capacity) {
            buffer = ByteBuffer.allocate(capacity + 32).order(ByteOrder.LITTLE_ENDIAN);
        }

        Message varint(int field, long value) {
            key(field, VARINT);
            put(value);
            return this;
        }

        Message fixed64(int field, double value) {
            key(field, FIXED64);
            buffer.putDouble(value);
            return this;
        }

        Message fixed32(int field, float value) {
            key(field, FIXED32);
            buffer.putFloat(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            key(field, BYTES);
            put(value.length);
            buffer.put(value);
            return this;
        }

        byte[] toBytes() {
            byte[] bytes = new byte[buffer.position()];
            buffer.duplicate().flip().get(bytes);
            return bytes;
        }

        private void key(int field, int wireType) {
            put((long) field << 3 | wireType);
        }

        private void put(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                buffer.put((byte) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            buffer.put((byte) rest);
        }
    }
}
