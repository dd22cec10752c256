package org.idem.train.centers.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.idem.train.centers.disk.BlockCache.Hold;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockCacheTest {
    private static final int BYTES = 8192;

    @TempDir
    private Path folder;

    /** What is written waits for the latch. */
    private record SlowContent(CountDownLatch latch) implements BlockContent {
        @Override
        public void initialize(int block, int frame) {}

        @Override
        public void inspect(int block, ByteBuffer bytes) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ByteBuffer frame(int number) {
        return ByteBuffer.allocateDirect(BYTES + 4096).alignedSlice(4096).slice(0, BYTES);
    }

    @Test
    void aBlockIsAwaitedOnceHoweverManyOfItsRowsAreAndThreadsWaitTogether() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (BlockFile file = BlockFile.open(folder.resolve("blocks"), BYTES);
                BlockCache cache = new BlockCache(file, 4, 2, new SlowContent(latch), BlockCacheTest::frame)) {
            try (Hold first = cache.tryHold(new int[] {1}, 0)) {
                first.await();
                first.change(new int[] {1});
            }
            cache.writeBack();
            Hold hold = cache.tryHold(new int[] {1}, 0);
            BlockTraffic before = cache.traffic();
            long start = System.nanoTime();
            List<Thread> steps = Stream.generate(() -> new Thread(() -> hold.change(new int[] {1, 1, 1})))
                    .limit(2)
                    .toList();
            steps.forEach(Thread::start);
            while (steps.stream().anyMatch(step -> step.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            // Both wait for longer than it took to start them, so that the sum would be more than went by.
            long waiting = System.nanoTime();
            while (System.nanoTime() - waiting < waiting - start) {
                Thread.onSpinWait();
            }
            latch.countDown();
            for (Thread step : steps) {
                step.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            BlockTraffic traffic = cache.traffic().since(before);
            hold.close();
            assertEquals(2, traffic.awaited(), "one for each thread");
            assertTrue(traffic.waitSeconds() > 0 && traffic.waitSeconds() <= seconds, traffic + " in " + seconds);
        }
    }
}
