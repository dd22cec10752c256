package org.idem.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.LabeledImage;
import org.idem.data.image.DamagedImageException;
import org.idem.data.image.Pixels;
import org.idem.data.image.SerialDecoder;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.transform.TransformPipeline;

/**
 * Decodes and transforms the batches of one worker in a few threads, some batches ahead of the step. Buffers are used
 * again: nothing is kept per image. The random parts of a transform follow from (seed, epoch, index), so that neither
 * timing nor the number of workers changes a batch. Used by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    private static final int AHEAD = 3;

    private final ImageSource source;
    private final TransformPipeline transforms;
    private final DamageLimit damage;
    private final Shape shape;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<SerialDecoder> decoders = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Batch> free = new ArrayDeque<>();
    private final ArrayDeque<Pending> ahead = new ArrayDeque<>();

    private BatchIndices batches = BatchIndices.of(new int[0][]);
    private int next;
    private int epoch;

    /**
     * What a loader makes.
     *
     * @param capacity images of the largest batch
     * @param side of the square image in pixels
     * @param seed of the random transforms
     * @param threads that decode
     */
    public record Shape(int capacity, int side, long seed, int threads) {
        int floats() {
            return 3 * side * side;
        }
    }

    private record Pending(Batch batch, List<Future<?>> parts) {}

    /** Nothing is read before {@link #start}. */
    public BatchLoader(ImageSource source, TransformPipeline transforms, DamageLimit damage, Shape shape) {
        this.source = source;
        this.transforms = transforms;
        this.damage = damage;
        this.shape = shape;
        this.threads = Executors.newFixedThreadPool(Math.max(1, shape.threads()), daemons());
        for (int i = 0; i < AHEAD; i++) {
            free.add(new Batch(shape.capacity(), shape.floats()));
        }
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "idem-decode");
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Begins an epoch; what was under way is dropped.
     *
     * @param order image numbers batch by batch
     * @param from first batch wanted, for going on in the middle
     */
    public void start(int newEpoch, BatchIndices order, int from) {
        while (!ahead.isEmpty()) {
            Pending dropped = ahead.remove();
            dropped.parts().forEach(part -> part.cancel(false));
            dropped.parts().forEach(BatchLoader::waitQuietly);
            free.add(dropped.batch());
        }
        epoch = newEpoch;
        batches = order;
        next = from;
        fill();
    }

    private void fill() {
        while (next < batches.count() && !free.isEmpty()) {
            Batch batch = free.remove();
            int[] indices = batches.get(next++);
            batch.begin(indices.length);
            int number = epoch;
            List<Future<?>> parts = new ArrayList<>();
            int pieces = Math.min(indices.length, Math.max(1, 2 * shape.threads()));
            for (int piece = 0; piece < pieces; piece++) {
                int start = (int) ((long) indices.length * piece / pieces);
                int end = (int) ((long) indices.length * (piece + 1) / pieces);
                parts.add(threads.submit(() -> load(batch, indices, start, end, number)));
            }
            ahead.add(new Pending(batch, parts));
        }
    }

    private void load(Batch batch, int[] indices, int start, int end, int ofEpoch) {
        SerialDecoder idle = decoders.poll();
        SerialDecoder decoder = idle == null ? new SerialDecoder() : idle;
        for (int slot = start; slot < end; slot++) {
            int index = indices[slot];
            try {
                LabeledImage read = source.read(index);
                batch.label(slot, read.label());
                Pixels pixels = decoder.decode(read.image());
                checkSize(pixels);
                transforms.apply(pixels, seed(ofEpoch, index), batch.images(), slot * shape.floats());
            } catch (DamagedImageException e) {
                batch.markDamaged(slot);
                damage.note(index, e);
            }
        }
        decoders.add(decoder);
    }

    private void checkSize(Pixels pixels) {
        int width = transforms.outputWidth(pixels.width());
        int height = transforms.outputHeight(pixels.height());
        if (width != shape.side() || height != shape.side()) {
            throw new InputException(Problem.error(
                    null,
                    "transform_ops",
                    "Images become " + width + " x " + height + ", the network takes " + shape.side() + " x "
                            + shape.side(),
                    "set ResizeImage.size or Model.input_size"));
        }
    }

    private long seed(int ofEpoch, int index) {
        long mixed = shape.seed() * 0x9E3779B97F4A7C15L + ofEpoch;
        return mixed * 0xBF58476D1CE4E5B9L + index;
    }

    /**
     * The next batch, waited for if need be; null at the end of the epoch. Where all of a set may be damaged, images of a
     * batch that has no sound one mean nothing.
     *
     * @throws InputException when too much of the set is damaged
     */
    public Batch next() {
        if (ahead.isEmpty()) {
            return null;
        }
        Pending pending = ahead.remove();
        pending.parts().forEach(BatchLoader::await);
        if (!pending.batch().replaceDamaged(shape.floats()) && !damage.isUnlimited()) {
            throw new InputException(
                    Problem.error(null, "", "Every image of a batch is damaged", "idem data check lists them"));
        }
        return pending.batch();
    }

    /** Gives a batch back, whose buffer then takes another one. */
    public void release(Batch batch) {
        free.add(batch);
        fill();
    }

    private static void await(Future<?> part) {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("Interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void waitQuietly(Future<?> part) {
        try {
            if (!part.isCancelled()) {
                await(part);
            }
        } catch (RuntimeException e) {
            System.getLogger(BatchLoader.class.getName()).log(System.Logger.Level.DEBUG, "dropped", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
