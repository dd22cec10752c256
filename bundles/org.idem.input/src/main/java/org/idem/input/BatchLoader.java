package org.idem.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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
    private final BatchForm form;
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
        int samples() {
            return 3 * side * side;
        }
    }

    /** A batch that is made in parts; its buffer may be used again only when all of them have ended. */
    private static final class Pending {
        private final Batch batch;
        private final List<Future<?>> parts = new ArrayList<>();
        private volatile boolean unwanted;

        Pending(Batch batch) {
            this.batch = batch;
        }
    }

    /** Of floats; nothing is read before {@link #start}. */
    public BatchLoader(ImageSource source, TransformPipeline transforms, DamageLimit damage, Shape shape) {
        this(source, transforms, damage, shape, BatchForm.FLOATS);
    }

    /** As the other, of what the form says. */
    public BatchLoader(
            ImageSource source, TransformPipeline transforms, DamageLimit damage, Shape shape, BatchForm form) {
        this.form = form;
        this.source = source;
        this.transforms = transforms;
        this.damage = damage;
        this.shape = shape;
        this.threads = Executors.newFixedThreadPool(Math.max(1, shape.threads()), daemons());
        for (int i = 0; i < AHEAD; i++) {
            free.add(new Batch(shape.capacity(), shape.samples(), form));
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
     * Begins an epoch. What was under way is dropped; blocks until the images being decoded are done with.
     *
     * @param newEpoch its number, which decides the random transforms
     * @param order image numbers batch by batch
     * @param from first batch wanted, for going on in the middle
     */
    public void start(int newEpoch, BatchIndices order, int from) {
        ahead.forEach(pending -> pending.unwanted = true);
        while (!ahead.isEmpty()) {
            drop(ahead.remove());
        }
        epoch = newEpoch;
        batches = order;
        next = from;
        fill();
    }

    /** Waits until nobody writes into the batch any more; a part that runs cannot be called back. */
    private void drop(Pending pending) {
        Throwable failure = awaitAll(pending);
        if (failure != null) {
            System.getLogger(BatchLoader.class.getName()).log(System.Logger.Level.DEBUG, "dropped", failure);
        }
        free.add(pending.batch);
    }

    private void fill() {
        while (next < batches.count() && !free.isEmpty()) {
            Batch batch = free.remove();
            int[] indices = batches.get(next++);
            batch.begin(indices.length);
            int number = epoch;
            Pending pending = new Pending(batch);
            int pieces = Math.min(indices.length, Math.max(1, 2 * shape.threads()));
            for (int piece = 0; piece < pieces; piece++) {
                int start = (int) ((long) indices.length * piece / pieces);
                int end = (int) ((long) indices.length * (piece + 1) / pieces);
                pending.parts.add(threads.submit(() -> load(pending, indices, start, end, number)));
            }
            ahead.add(pending);
        }
    }

    private void load(Pending pending, int[] indices, int start, int end, int ofEpoch) {
        Batch batch = pending.batch;
        SerialDecoder idle = decoders.poll();
        SerialDecoder decoder = idle == null ? new SerialDecoder() : idle;
        for (int slot = start; slot < end && !pending.unwanted; slot++) {
            int index = indices[slot];
            try {
                LabeledImage read = source.read(index);
                batch.label(slot, read.label());
                Pixels pixels = decoder.decode(read.image());
                checkSize(pixels);
                put(batch, slot, pixels, ImageSeed.of(shape.seed(), ofEpoch, index));
            } catch (DamagedImageException e) {
                batch.markDamaged(slot);
                damage.note(index, e);
            }
        }
        decoders.add(decoder);
    }

    private void put(Batch batch, int slot, Pixels pixels, long seed) {
        if (form == BatchForm.PIXELS) {
            batch.put(slot, transforms.pixels(pixels, seed).rgb(), transforms.mirrors(seed));
        } else {
            transforms.apply(pixels, seed, batch.images(), slot * shape.samples());
        }
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

    /**
     * The next batch, waited for if need be; null at the end of the epoch. Where all of a set may be damaged, a batch
     * without a sound image is empty.
     *
     * @throws DamageLimitException when too much of the set is damaged
     * @throws InputException when an image cannot be brought to the network's size
     * @throws CancellationException if the thread is interrupted
     */
    public Batch next() {
        if (ahead.isEmpty()) {
            return null;
        }
        Pending pending = ahead.remove();
        Throwable failure = awaitAll(pending);
        if (failure != null) {
            free.add(pending.batch);
            throw unchecked(failure);
        }
        boolean isFilled = source.isReplaceable() && pending.batch.replaceDamaged();
        if (!isFilled && source.isReplaceable() && !damage.isUnlimited()) {
            free.add(pending.batch);
            throw damage.wholeBatch();
        }
        if (!isFilled) {
            pending.batch.clearDamaged();
        }
        return pending.batch;
    }

    /**
     * Labels of the batch that {@link #next} will give, if it is made already; empty if not. A label differs where its image
     * turns out to be damaged and another one takes its place.
     */
    public long[] nextLabels() {
        Pending pending = ahead.peek();
        boolean made = pending != null && pending.parts.stream().allMatch(Future::isDone);
        return made ? pending.batch.labels() : new long[0];
    }

    /** Gives a batch back, whose buffer then takes another one; it must not be read any more. */
    public void release(Batch batch) {
        free.add(batch);
        fill();
    }

    /**
     * Waits until all parts have ended.
     *
     * @return what the first failing part threw, or null
     * @throws CancellationException if interrupted; parts may then still run, and the buffer must not be used again
     */
    private static Throwable awaitAll(Pending pending) {
        Throwable failure = null;
        for (Future<?> part : pending.parts) {
            try {
                part.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted");
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        return failure;
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
