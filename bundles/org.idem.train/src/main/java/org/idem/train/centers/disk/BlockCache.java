package org.idem.train.centers.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some blocks of a file in frames of memory. A {@link Hold} keeps blocks there while they are used; blocks are read by
 * background threads as soon as they are held, and changed ones written back by others. Any thread may use it.
 */
public final class BlockCache implements AutoCloseable {
    private static final int READERS = 8;
    private static final int WRITERS = 3;
    /** Blocks that a thread takes at a time. */
    private static final int BATCH = 4;

    private final BlockFile file;
    private final BlockPlaces places;
    private final BlockContent content;
    private final IntFunction<ByteBuffer> memory;
    private final ByteBuffer[] frames;
    private final FrameTable table;
    private final ExecutorService readers = threads(READERS, "idem-centers-read");
    private final ExecutorService writers = threads(WRITERS, "idem-centers-write");
    private int writes;
    private BlockTraffic traffic = BlockTraffic.NONE;
    /** Threads of steps that wait, and since when one or another has. */
    private int waiters;

    private long waitingSince;
    private RuntimeException readFailure;
    private IOException writeFailure;

    /**
     * Over a file.
     *
     * @param blocks number of blocks of the store
     * @param frames number of blocks that fit into memory, at least 1
     * @param memory gives the bytes of a frame
     */
    public BlockCache(BlockFile file, int blocks, int frames, BlockContent content, IntFunction<ByteBuffer> memory)
            throws IOException {
        this.file = file;
        this.places = new BlockPlaces(blocks, file.places());
        this.content = content;
        this.memory = memory;
        this.frames = new ByteBuffer[frames];
        this.table = new FrameTable(blocks, frames);
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Blocks that stay in memory until the hold is closed. */
    public final class Hold implements AutoCloseable {
        private final int[] blocks;
        private final boolean ofStep;

        private Hold(int[] blocks, boolean ofStep) {
            this.blocks = blocks;
            this.ofStep = ofStep;
        }

        /**
         * Returns once all of its blocks were read.
         *
         * @throws UncheckedIOException if one cannot be
         */
        public void await() {
            synchronized (BlockCache.this) {
                awaitEach(blocks, table::isReading);
                if (readFailure != null) {
                    throw readFailure;
                }
            }
        }

        /** Frame of one of its blocks. */
        public int frame(int block) {
            return table.frame(block);
        }

        /** To be called before some of its blocks are changed; returns once they are not being written any more. */
        public void change(int[] some) {
            synchronized (BlockCache.this) {
                awaitEach(some, table::isWriting);
                Arrays.stream(some).forEach(table::change);
            }
        }

        private void awaitEach(int[] some, IntPredicate busy) {
            long awaited = ofStep ? Arrays.stream(some).distinct().filter(busy).count() : 0;
            if (awaited > 0 && waiters++ == 0) {
                waitingSince = System.nanoTime();
            }
            try {
                Arrays.stream(some).forEach(block -> waitWhile(() -> busy.test(block)));
            } finally {
                if (awaited > 0) {
                    double seconds = --waiters == 0 ? (System.nanoTime() - waitingSince) / 1e9 : 0;
                    count(new BlockTraffic(0, 0, awaited, seconds));
                }
            }
        }

        @Override
        public void close() {
            synchronized (BlockCache.this) {
                Arrays.stream(blocks).forEach(table::release);
                BlockCache.this.notifyAll();
            }
        }
    }

    private synchronized void count(BlockTraffic more) {
        traffic = traffic.plus(more);
    }

    private synchronized boolean isWriting() {
        return writes > 0;
    }

    private void waitWhile(BooleanSupplier busy) {
        try {
            while (busy.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while class centers were read or written", e);
        }
    }

    /** What went on since the cache was made. */
    public synchronized BlockTraffic traffic() {
        return traffic;
    }

    /** Number of blocks that fit into memory. */
    public int capacity() {
        return frames.length;
    }

    /**
     * Holds blocks for a step if there is room for them now and some more; begins to read them.
     *
     * @param distinct numbers of blocks, each once
     * @param spare frames that must be left for others
     * @return null where there is no room
     */
    public synchronized Hold tryHold(int[] distinct, int spare) {
        return table.missing(distinct) + spare > table.idleBeside(distinct) ? null : take(distinct, true);
    }

    /**
     * Holds blocks, as soon as there is room for them, and begins to read them.
     *
     * @param distinct numbers of blocks, each once, not more than fit beside what is held for long
     * @throws UncheckedIOException if room cannot be made since changed blocks cannot be written
     */
    public synchronized Hold hold(int[] distinct) {
        waitWhile(() -> {
            if (table.missing(distinct) <= table.idleBeside(distinct)) {
                return false;
            }
            throwWriteFailure();
            writeBack();
            return true;
        });
        return take(distinct, false);
    }

    private Hold take(int[] distinct, boolean ofStep) {
        List<Integer> absent = new ArrayList<>();
        for (int block : distinct) {
            if (table.frame(block) == FrameTable.NONE) {
                absent.add(block);
            } else {
                table.hold(block);
            }
        }
        absent.forEach(table::assign);
        absent.sort(Comparator.comparingInt(places::place));
        for (int from = 0; from < absent.size(); from += BATCH) {
            List<Integer> some = List.copyOf(absent.subList(from, Math.min(absent.size(), from + BATCH)));
            readers.execute(() -> some.forEach(this::read));
        }
        return new Hold(distinct, ofStep);
    }

    private ByteBuffer bytes(int frame) {
        if (frames[frame] == null) {
            frames[frame] = memory.apply(frame);
        }
        return frames[frame];
    }

    private void read(int block) {
        int frame;
        int place;
        int checksum;
        synchronized (this) {
            frame = table.frame(block);
            place = places.place(block);
            checksum = places.checksum(block);
        }
        RuntimeException failure = null;
        try {
            if (place == BlockVersions.NONE) {
                content.initialize(block, frame);
            } else {
                file.read(place, bytes(frame));
                Checksums.require(file.path(), place, bytes(frame), checksum);
            }
        } catch (IOException e) {
            failure = new UncheckedIOException("Cannot read class centers from " + file.path(), e);
        } catch (RuntimeException e) {
            failure = e;
        }
        synchronized (this) {
            table.endReading(frame);
            count(place == BlockVersions.NONE ? BlockTraffic.NONE : BlockTraffic.READ);
            readFailure = readFailure == null ? failure : readFailure;
            notifyAll();
        }
    }

    /** Begins to write all changed blocks that nobody holds, in the order of their places. */
    public synchronized void writeBack() {
        writeBack(false);
    }

    /** A block that is held may just be changed, so that what is written would be neither old nor new. */
    private synchronized void writeBack(boolean held) {
        List<Integer> some = table.beginWriting(held);
        some.sort(Comparator.comparingInt(frame -> places.place(table.block(frame))));
        for (int from = 0; from < some.size(); from += BATCH) {
            List<Integer> batch = List.copyOf(some.subList(from, Math.min(some.size(), from + BATCH)));
            writes += batch.size();
            writers.execute(() -> batch.forEach(this::write));
        }
    }

    private void write(int frame) {
        int block;
        int place;
        synchronized (this) {
            block = table.block(frame);
            place = places.placeForWriting(block);
        }
        IOException failure = null;
        int checksum = 0;
        try {
            content.inspect(block, bytes(frame).duplicate().order(bytes(frame).order()));
            checksum = Checksums.of(bytes(frame));
            file.write(place, bytes(frame));
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException(e);
        }
        synchronized (this) {
            if (failure == null) {
                places.written(block, place, checksum);
                count(BlockTraffic.WRITTEN);
            } else {
                places.notWritten(block, place);
                writeFailure = failure;
            }
            table.endWriting(frame, failure == null);
            writes--;
            notifyAll();
        }
    }

    private synchronized void throwWriteFailure() {
        if (writeFailure != null) {
            IOException failure = writeFailure;
            writeFailure = null;
            throw new UncheckedIOException("Cannot write class centers to " + file.path(), failure);
        }
    }

    /**
     * Writes all changed blocks; nobody changes any meanwhile.
     *
     * @throws UncheckedIOException if one cannot be written; it is still in memory
     */
    public synchronized void flush() {
        throwWriteFailure();
        writeBack(true);
        waitWhile(this::isWriting);
        throwWriteFailure();
    }

    /**
     * The store as it is now, durable, and left as it is by what is written from now on.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public BlockVersions freeze() {
        flush();
        try {
            file.force();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write class centers to " + file.path(), e);
        }
        synchronized (this) {
            return places.freeze();
        }
    }

    /** Whether a block was ever changed. */
    public synchronized boolean isChanged(int block) {
        return places.place(block) != BlockVersions.NONE || table.isAhead(block);
    }

    /** Makes all blocks what they are before they were first written; nothing is held. */
    public void reset() {
        restore(BlockVersions.none(table.blocks()));
    }

    /**
     * Takes over the blocks of another file, in the order in which they stand there; nothing is held or changed.
     *
     * @throws IOException if one cannot be read or written, or is not what it was
     */
    public synchronized void copyFrom(BlockFile other, BlockVersions versions) throws IOException {
        int[] inOrder = IntStream.range(0, versions.blocks())
                .filter(versions::isWritten)
                .boxed()
                .sorted(Comparator.comparingInt(versions::place))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int block : inOrder) {
            ByteBuffer copy = bytes(0);
            other.read(versions.place(block), copy);
            Checksums.require(other.path(), versions.place(block), copy, versions.checksum(block));
            int place = places.placeForWriting(block);
            file.write(place, copy);
            places.written(block, place, versions.checksum(block));
        }
    }

    /** Goes back to versions of this file; nothing is held, and changed blocks are forgotten. */
    public synchronized void restore(BlockVersions versions) {
        waitWhile(() -> isWriting() || table.isReadingAny());
        table.clear();
        writeFailure = null;
        places.restore(versions);
    }

    /**
     * Gives room of the file free that neither the store nor one of these versions needs.
     *
     * @throws UncheckedIOException if the file cannot be cut
     */
    public synchronized void keepOnly(Collection<BlockVersions> versions) {
        waitWhile(this::isWriting);
        places.keepOnly(versions);
        try {
            file.truncate(places.end());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot cut " + file.path(), e);
        }
    }

    @Override
    public void close() {
        readers.shutdown();
        writers.shutdown();
        try {
            readers.awaitTermination(1, TimeUnit.MINUTES);
            writers.awaitTermination(1, TimeUnit.MINUTES);
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + file.path(), e);
        }
    }
}
