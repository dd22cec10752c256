package org.idem.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The scalars of a run: an append-only file that is read while it is written.
 *
 * <p>The file is a sequence of frames {@code [u32 length][payload][u32 CRC-32C of payload]}, little-endian. A payload
 * begins with its kind: {@code 1} names a tag (u16 number, UTF-8 name), {@code 2} is a row (i64 step, f64 seconds since
 * 1970, then u16 tag number and f64 value for each), {@code 3} begins a resumed segment (i64 step after which earlier
 * rows no longer count), {@code 4} is a histogram (i64 step, f64 seconds since 1970, u16 tag number, f64 low and high
 * edge, u16 bins, i64 count of each). Kinds that a reader does not know are passed over. A frame that is not whole ends the log: it is being written, or its writer died. One that is
 * damaged among whole ones is passed over.
 *
 * <p>Reading is cheap from any offset that an earlier reading returned. Thread-safe.
 */
public final class MetricLog {
    static final byte TAG = 1;
    static final byte ROW = 2;
    static final byte SEGMENT = 3;
    static final byte HISTOGRAM = 4;
    static final String FILE = "log.bin";
    static final String LAST = "last.json";

    private static final int HISTOGRAM_HEAD = Long.BYTES + 3 * Double.BYTES + 2 * Short.BYTES;

    private final Path file;
    private final Map<Integer, String> tags = new HashMap<>();
    /** Offset up to which {@link #tags} has all names. */
    private long named;

    /** The log in the folder {@code metrics} of a run; it need not exist yet. */
    public MetricLog(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Bytes on disk now; 0 when nothing was logged. */
    public long bytes() {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Gives everything after {@code offset} to the sink.
     *
     * @param offset 0, or what an earlier call returned
     * @return where the next call should begin
     */
    public long readFrom(long offset, MetricSink sink) {
        return readFrom(offset, Long.MAX_VALUE, sink);
    }

    /**
     * Gives what stands between two offsets to the sink: the log as it was when it was that long.
     *
     * @param offset 0, or what an earlier call returned
     * @param until what {@link MetricSink#readUpTo} was told
     * @return where the next call should begin
     */
    public synchronized long readFrom(long offset, long until, MetricSink sink) {
        if (until <= offset || !Files.isRegularFile(file)) {
            return offset;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (offset > named) {
                scan(channel, named, offset, new Discard());
            }
            return scan(channel, offset, until, sink);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** All values of one tag that count. */
    public MetricSeries read(String tag) {
        MetricHistory history = new MetricHistory(this, tag::equals);
        history.poll();
        return history.series(tag);
    }

    /** Every tag that was ever logged, in the order of first use. */
    public Set<String> tags() {
        MetricHistory history = new MetricHistory(this);
        history.poll();
        return history.tags();
    }

    private long scan(FileChannel channel, long from, long until, MetricSink sink) throws IOException {
        FrameReader frames = new FrameReader(channel, from);
        for (ByteBuffer payload = frames.next(); payload != null; payload = frames.next()) {
            deliver(payload, sink);
            sink.readUpTo(frames.position());
            named = Math.max(named, frames.position());
            if (frames.position() >= until) {
                break;
            }
        }
        return frames.position();
    }

    /** What is of no known kind, too short for its kind or of a tag without a name is passed over. */
    private void deliver(ByteBuffer payload, MetricSink sink) {
        byte kind = payload.get();
        if (kind == ROW && payload.remaining() >= Long.BYTES + Double.BYTES) {
            long step = payload.getLong();
            double wall = payload.getDouble();
            while (payload.remaining() >= Short.BYTES + Double.BYTES) {
                String tag = tags.get(Short.toUnsignedInt(payload.getShort()));
                double value = payload.getDouble();
                if (tag != null) {
                    sink.value(tag, step, wall, value);
                }
            }
        } else if (kind == HISTOGRAM && payload.remaining() >= HISTOGRAM_HEAD) {
            deliverHistogram(payload, sink);
        } else if (kind == TAG && payload.remaining() >= Short.BYTES) {
            int number = Short.toUnsignedInt(payload.getShort());
            tags.putIfAbsent(number, StandardCharsets.UTF_8.decode(payload).toString());
        } else if (kind == SEGMENT && payload.remaining() >= Long.BYTES) {
            sink.superseded(payload.getLong());
        }
    }

    private void deliverHistogram(ByteBuffer payload, MetricSink sink) {
        long step = payload.getLong();
        double wall = payload.getDouble();
        String tag = tags.get(Short.toUnsignedInt(payload.getShort()));
        double low = payload.getDouble();
        double high = payload.getDouble();
        long[] counts = new long[Short.toUnsignedInt(payload.getShort())];
        if (tag != null && high > low && counts.length > 0 && payload.remaining() >= counts.length * Long.BYTES) {
            payload.asLongBuffer().get(counts);
            sink.histogram(tag, step, wall, new ValueHistogram(low, high, counts));
        }
    }

    /** Opens the log for adding at its end, and creates it when there is none. One writer at a time. */
    public Writer openWriter() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WriterLock lock = WriterLock.acquire(file.toAbsolutePath().getParent());
            try {
                return open(lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private synchronized Writer open(WriterLock lock) throws IOException {
        LastMetrics last = LastMetrics.empty(file.resolveSibling(LAST));
        long end = readFrom(0, last);
        return new Writer(file, lock, end, tags, last);
    }

    /**
     * Adds to a metric log. Each row reaches the file system at once, so that it outlives the process. Thread-safe.
     */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;
        private final WriterLock lock;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final LastMetrics last;
        private final CRC32C crc = new CRC32C();
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

        /** Number of the next new tag: above all that are known, also where the names of some were lost. */
        private int next;

        private Writer(Path file, WriterLock lock, long end, Map<Integer, String> known, LastMetrics last)
                throws IOException {
            this.file = file;
            this.lock = lock;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.last = last;
            known.forEach((number, tag) -> {
                numbers.put(tag, number);
                next = Math.max(next, number + 1);
            });
            if (channel.size() > end) {
                channel.truncate(end);
            }
            channel.position(end);
        }

        /**
         * Adds the values of one step.
         *
         * @param step optimizer step
         * @param wallSeconds seconds since 1970
         * @param values value by tag; NaN and infinities are kept
         */
        public synchronized void add(long step, double wallSeconds, Map<String, Double> values) {
            if (values.isEmpty()) {
                return;
            }
            for (String tag : values.keySet()) {
                name(tag);
            }
            begin(ROW, Long.BYTES + Double.BYTES + values.size() * (Short.BYTES + Double.BYTES));
            buffer.putLong(step).putDouble(wallSeconds);
            for (Map.Entry<String, Double> value : values.entrySet()) {
                buffer.putShort((short) (int) numbers.get(value.getKey())).putDouble(value.getValue());
            }
            end();
            last.put(step, values);
        }

        /** Adds how the values of a step are spread, under a tag that no single values have. */
        public synchronized void addHistogram(long step, double wallSeconds, String tag, ValueHistogram histogram) {
            name(tag);
            begin(HISTOGRAM, HISTOGRAM_HEAD + histogram.counts().length * Long.BYTES);
            buffer.putLong(step).putDouble(wallSeconds).putShort((short) (int) numbers.get(tag));
            buffer.putDouble(histogram.low()).putDouble(histogram.high()).putShort((short) histogram.counts().length);
            for (long count : histogram.counts()) {
                buffer.putLong(count);
            }
            end();
        }

        /** Says that a resumed trainer goes on after {@code step}, whatever was logged beyond it before. */
        public synchronized void truncateAfter(long step) {
            begin(SEGMENT, Long.BYTES);
            buffer.putLong(step);
            end();
            last.truncateAfter(step);
        }

        private void name(String tag) {
            if (numbers.containsKey(tag)) {
                return;
            }
            if (next > 0xFFFF) {
                throw new IllegalStateException("A run has at most 65,536 metrics");
            }
            byte[] name = tag.getBytes(StandardCharsets.UTF_8);
            begin(TAG, Short.BYTES + name.length);
            buffer.putShort((short) next).put(name);
            end();
            numbers.put(tag, next++);
        }

        private void begin(byte kind, int bytes) {
            int needed = bytes + 1 + 2 * Integer.BYTES;
            if (needed > FrameReader.LONGEST) {
                throw new IllegalArgumentException("A row of " + needed + " bytes is too long");
            }
            if (buffer.capacity() < needed) {
                buffer = ByteBuffer.allocate(2 * needed).order(ByteOrder.LITTLE_ENDIAN);
            }
            buffer.clear().putInt(bytes + 1).put(kind);
        }

        private void end() {
            int length = buffer.position() - Integer.BYTES;
            crc.reset();
            crc.update(buffer.array(), Integer.BYTES, length);
            buffer.putInt((int) crc.getValue()).flip();
            try {
                FrameWriter.write(channel, buffer);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }

        /** Forces everything to the disk and lets another writer in. */
        @Override
        public synchronized void close() {
            if (!channel.isOpen()) {
                return;
            }
            try (lock;
                    channel) {
                last.saveIfPossible();
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }
    }

    private static final class Discard implements MetricSink {
        @Override
        public void value(String tag, long step, double wallSeconds, double value) {
            // Only the names of tags are wanted.
        }

        @Override
        public void superseded(long step) {
            // Only the names of tags are wanted.
        }
    }
}
