package org.idem.verify;

import java.util.Arrays;
import java.util.BitSet;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.sampler.DistributedSampler;
import org.idem.input.sampler.RankPartition;

/**
 * Embeds all images of a set in order.
 *
 * @param batchSize images at a time
 * @param flip whether mirror images are embedded, too
 * @param threads that decode
 */
public record EmbeddingPass(int batchSize, boolean flip, int threads) {

    /**
     * Embeds every image that can be read.
     *
     * @param damage counts those that cannot, and says how many may be
     * @throws org.idem.core.InputException if more are damaged than may be
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public ImageEmbeddings embed(Embedder embedder, ImageSource source, DamageLimit damage, Progress progress) {
        int images = source.size();
        float[] plain = new float[Math.multiplyExact(images, embedder.dim())];
        ImageEmbeddings all =
                new ImageEmbeddings(embedder.dim(), plain, flip ? new float[plain.length] : null, new BitSet());
        forEach(embedder, source, damage, 0, batch -> keep(batch, all), progress);
        return all;
    }

    private static void keep(EmbeddedBatch batch, ImageEmbeddings all) {
        int at = batch.first() * all.dim();
        System.arraycopy(batch.plain(), 0, all.plain(), at, batch.plain().length);
        if (all.mirrored() != null) {
            System.arraycopy(batch.mirrored(), 0, all.mirrored(), at, batch.mirrored().length);
        }
        batch.damaged().stream().forEach(slot -> all.damaged().set(batch.first() + slot));
    }

    /**
     * Embeds images batch by batch and keeps none, for sets of any size.
     *
     * @param damage counts those that cannot be read, and says how many may be
     * @param from image to begin with, a multiple of the batch size
     * @throws org.idem.core.InputException if more are damaged than may be
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void forEach(
            Embedder embedder,
            ImageSource source,
            DamageLimit damage,
            int from,
            EmbeddedBatch.Consumer consumer,
            Progress progress) {
        int images = source.size();
        BatchLoader.Shape shape = new BatchLoader.Shape(batchSize, embedder.inputSize(), 0, threads);
        int done = from;
        try (BatchLoader loader = new BatchLoader(source, embedder.transforms(), damage, shape)) {
            loader.start(0, inOrder(images), from / batchSize);
            for (Batch batch = loader.next(); batch != null; batch = loader.next()) {
                progress.checkCancelled();
                consumer.accept(embed(embedder, batch, done));
                done += batch.count();
                loader.release(batch);
                int shown = done;
                progress.report(
                        (double) done / images, () -> Units.count(shown) + " of " + Units.count(images) + " images");
            }
        }
    }

    private BatchIndices inOrder(int images) {
        return new DistributedSampler(new RankPartition(images, 1, batchSize, false), false).epoch(0, 0);
    }

    private EmbeddedBatch embed(Embedder embedder, Batch batch, int first) {
        int side = embedder.inputSize();
        float[] images = Arrays.copyOf(batch.images(), batch.count() * 3 * side * side);
        BitSet damaged = (BitSet) batch.damaged().clone();
        float[] plain = embedder.embed(images, batch.count());
        float[] mirrored = null;
        if (flip) {
            mirror(images, side);
            mirrored = embedder.embed(images, batch.count());
        }
        return new EmbeddedBatch(first, batch.count(), plain, mirrored, damaged);
    }

    /** Reverses every row of pixels in place. */
    static void mirror(float[] images, int side) {
        for (int row = 0; row < images.length; row += side) {
            for (int left = row, right = row + side - 1; left < right; left++, right--) {
                float held = images[left];
                images[left] = images[right];
                images[right] = held;
            }
        }
    }
}
