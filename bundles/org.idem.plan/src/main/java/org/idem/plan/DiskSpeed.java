package org.idem.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.core.AtomicFiles;
import org.idem.core.DirectFiles;

/**
 * How fast a disk reads and writes blocks at random places, several at a time.
 *
 * @param reads blocks a second
 * @param writes blocks a second
 * @param direct whether the page cache was passed by, so that it is the disk that was measured
 */
public record DiskSpeed(double reads, double writes, boolean direct) {
    private static final int THREADS = 8;
    private static final long BYTES = 64L << 20;
    private static final double LONGEST_SECONDS = 1;
    private static final int STEPS = 4;
    private static final int FEWEST_BLOCKS = 256;
    /** At most one byte in so many of those that are free is written. */
    private static final int LARGEST_PART = 4;

    /** Reads or writes one block. */
    @FunctionalInterface
    private interface Access {
        void run(ByteBuffer block, long place) throws IOException;
    }

    /** Bytes that may be written to the disk of a folder, or of the first one above it that exists. */
    public static long usableBytes(Path folder) {
        try {
            FileStore store = Files.getFileStore(existing(folder));
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot ask for the free space of " + folder, e);
        }
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        while (!Files.isDirectory(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /**
     * Measures with as many blocks as some steps have, for a second or two at most, in a file of at most 64 MiB that is
     * deleted at once.
     *
     * @param folder on the disk; where it does not exist, the first one above it that does
     * @param blockBytes bytes of a block, a multiple of 4096
     * @param stepBlocks blocks of a step, at least 1
     * @return empty where so little is free, or the folder cannot be written, that it cannot be measured
     */
    public static Optional<DiskSpeed> measure(Path folder, int blockBytes, int stepBlocks) {
        Path file = AtomicFiles.aside(existing(folder).resolve("disk-speed"));
        StandardOpenOption[] options = {
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE
        };
        Optional<FileChannel> direct = DirectFiles.open(file, options);
        try (FileChannel channel = direct.isPresent() ? direct.get() : FileChannel.open(file, options)) {
            long room = Math.min(BYTES, usableBytes(folder) / LARGEST_PART) / blockBytes;
            if (room < THREADS) {
                return Optional.empty();
            }
            int blocks = (int) Math.min(room, Math.max(FEWEST_BLOCKS, (long) STEPS * stepBlocks));
            double first = rate(blocks, blockBytes, (block, place) -> channel.write(block, place * blockBytes));
            channel.force(true);
            double again = rate(blocks, blockBytes, (block, place) -> channel.write(block, place * blockBytes));
            channel.force(true);
            double reads = rate(blocks, blockBytes, (block, place) -> channel.read(block, place * blockBytes));
            return Optional.of(new DiskSpeed(reads, Math.max(first, again), direct.isPresent()));
        } catch (IOException e) {
            System.getLogger(DiskSpeed.class.getName()).log(System.Logger.Level.DEBUG, "not measured: " + folder, e);
            return Optional.empty();
        }
    }

    private static double rate(int blocks, int blockBytes, Access access) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long start = System.nanoTime();
        List<Future<Integer>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int own = thread;
            all.add(threads.submit(() -> go(own, blocks, blockBytes, access, start)));
        }
        int done = 0;
        try {
            for (Future<Integer> one : all) {
                done += one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }

    /** Each thread goes through places of its own in random order. */
    private static int go(int thread, int blocks, int blockBytes, Access access, long start) throws IOException {
        int own = blocks / THREADS;
        int[] order = shuffled(own, new SplittableRandom(thread));
        ByteBuffer block = ByteBuffer.allocateDirect(blockBytes + DirectFiles.PAGE)
                .alignedSlice(DirectFiles.PAGE)
                .slice(0, blockBytes);
        int done = 0;
        while (done < own && (System.nanoTime() - start) / 1e9 < LONGEST_SECONDS) {
            access.run(block.clear(), (long) thread * own + order[done]);
            done++;
        }
        return done;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Seconds that reading and writing back some blocks take, where both go on at the same time. */
    public double secondsOf(int blocks) {
        return Math.max(blocks / reads, blocks / writes);
    }
}
