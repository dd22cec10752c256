package org.idem.verify.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.idem.core.Progress;
import org.idem.core.Sha256;
import org.idem.core.Units;
import org.idem.input.DamageLimit;
import org.idem.verify.EmbeddedBatch;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingPass;

/**
 * Fills a cache with the embeddings of a set. What is there already is kept; what is done is safe every few seconds, so that a
 * killed process loses little.
 */
public final class SetEmbedding {
    private static final int BATCH = 64;
    private static final int BATCHES_BETWEEN_FLUSHES = 16;
    private static final double NANOS = 1e9;

    private final ImagesOfPeople set;
    private final Embedder embedder;
    private final EmbeddingCache cache;
    private int batches;

    private SetEmbedding(ImagesOfPeople set, Embedder embedder, EmbeddingCache cache) {
        this.set = set;
        this.embedder = embedder;
        this.cache = cache;
    }

    /**
     * Embeds the images that are not yet in the cache.
     *
     * @param model what the embeddings depend on beside the images: the weights' hash, how they are fed
     * @param file the cache; null for one beside the set, named by both
     * @param notes told what is unusual, and how much was there already
     * @return the whole cache
     * @throws org.idem.core.InputException if the file is another one's
     * @throws java.util.concurrent.CancellationException if cancelled; the next call goes on
     */
    public static EmbeddingCache fill(
            ImagesOfPeople set, Embedder embedder, String model, Path file, Consumer<String> notes, Progress progress) {
        CacheKey key =
                new CacheKey(set.size(), embedder.dim(), SetFingerprint.of(set, progress.sub(0, 0.02)), hash(model));
        EmbeddingCache cache = EmbeddingCache.open(file == null ? beside(set.path(), key) : file, key, notes);
        try {
            if (cache.done() > 0) {
                notes.accept(Units.count(cache.done()) + " of " + Units.count(set.size())
                        + " images were embedded before: " + cache.file());
            }
            if (cache.done() < set.size()) {
                new SetEmbedding(set, embedder, cache).run(progress.sub(0.02, 1));
            }
            return cache;
        } catch (RuntimeException e) {
            cache.close();
            throw e;
        }
    }

    private static Path beside(Path set, CacheKey key) {
        Path path = set.toAbsolutePath().normalize();
        return path.resolveSibling(key.fileName(
                path.getFileName() == null ? "set" : path.getFileName().toString()));
    }

    private static String hash(String text) {
        MessageDigest digest = Sha256.digest();
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void run(Progress progress) {
        EmbeddingPass pass =
                new EmbeddingPass(BATCH, false, Runtime.getRuntime().availableProcessors());
        int first = cache.done() - cache.done() % BATCH;
        long began = System.nanoTime();
        try {
            pass.forEach(
                    embedder,
                    set,
                    DamageLimit.unlimited(set.path(), set.size()),
                    first,
                    this::add,
                    withRate(progress, first, began));
        } finally {
            cache.flush();
        }
    }

    /** Tells the rate, too, and how much is done of what was left: what was there before took none of this time. */
    private Progress withRate(Progress progress, int first, long began) {
        double before = (double) first / set.size();
        return new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                progress.report((fraction - before) / (1 - before), () -> {
                    double seconds = Math.max(1e-3, (System.nanoTime() - began) / NANOS);
                    double rate = (cache.done() - first) / seconds;
                    return message.get() + String.format(Locale.ROOT, ", %.1f a second", rate);
                });
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    private void add(EmbeddedBatch batch) {
        int skip = cache.done() - batch.first();
        int dim = embedder.dim();
        float[] rows = new float[(batch.count() - skip) * dim];
        for (int i = skip; i < batch.count(); i++) {
            write(batch, i, rows, (i - skip) * dim, dim);
        }
        cache.add(rows, batch.count() - skip);
        if (++batches % BATCHES_BETWEEN_FLUSHES == 0) {
            cache.flush();
        }
    }

    /** A direction; none of an image that cannot be read, or that the network makes nothing of. */
    private static void write(EmbeddedBatch batch, int slot, float[] rows, int at, int dim) {
        double squares = 0;
        for (int i = 0; i < dim; i++) {
            double value = batch.plain()[slot * dim + i];
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        boolean isUsable = !batch.damaged().get(slot) && length > 0 && length < Double.POSITIVE_INFINITY;
        for (int i = 0; i < dim; i++) {
            rows[at + i] = isUsable ? (float) (batch.plain()[slot * dim + i] / length) : Float.NaN;
        }
    }
}
