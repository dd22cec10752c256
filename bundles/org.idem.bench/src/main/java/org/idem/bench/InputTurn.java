package org.idem.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.data.ImageDataset;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.sampler.RandomSampler;
import org.idem.input.sampler.RankPartition;
import org.idem.input.sampler.Sampler;
import org.idem.input.transform.Transforms;

/** The loader of a training, with PLSC's transforms and nobody who takes the batches. */
final class InputTurn implements AutoCloseable {
    private static final List<TransformSpec> TRANSFORMS = List.of(
            new TransformSpec("DecodeImage", Map.of()),
            new TransformSpec("RandFlipImage", Map.of()),
            new TransformSpec("NormalizeImage", Map.of()),
            new TransformSpec("ToCHWImage", Map.of()));

    private final Sampler sampler;
    private final BatchLoader loader;
    private int epoch;

    /**
     * What a turn took.
     *
     * @param images handed over
     * @param seconds of the clock
     * @param cpuSeconds of all threads of the process
     * @param allocated bytes on the heap by the threads that lived to the end
     */
    record Result(long images, double seconds, double cpuSeconds, long allocated) {
        static final Result NONE = new Result(0, 0, 0, 0);

        Result and(Result other) {
            return new Result(
                    images + other.images,
                    seconds + other.seconds,
                    cpuSeconds + other.cpuSeconds,
                    allocated + other.allocated);
        }

        double perCore() {
            return images / cpuSeconds;
        }
    }

    InputTurn(ImageDataset set, int batch, int side, int threads) {
        sampler = new RandomSampler(new RankPartition(set.size(), 1, batch, false), 1);
        loader = new BatchLoader(
                ImageSource.of(set, Math.max(1, set.identities())),
                Transforms.of(TRANSFORMS, side),
                new DamageLimit(set.path(), set.size()),
                new BatchLoader.Shape(batch, side, 1, threads));
        loader.start(0, sampler.epoch(0, 0), 0);
    }

    Result run(double seconds) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        long heap = allocated();
        long images = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            Batch batch = loader.next();
            if (batch == null) {
                epoch++;
                loader.start(epoch, sampler.epoch(epoch, 0), 0);
            } else {
                images += batch.count();
                loader.release(batch);
            }
        }
        return new Result(images, (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9, allocated() - heap);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    @Override
    public void close() {
        loader.close();
    }
}
