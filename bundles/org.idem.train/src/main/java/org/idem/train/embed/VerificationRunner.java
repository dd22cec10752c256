package org.idem.train.embed;

import java.time.Clock;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.sampler.BatchIndices;
import org.idem.input.sampler.DistributedSampler;
import org.idem.input.sampler.RankPartition;
import org.idem.metrics.TarAtFar;
import org.idem.metrics.Verification;
import org.idem.run.Evaluation;
import org.idem.run.TarAt;

/**
 * Embeds all images of a set of pairs, with their mirror images if wanted, and scores the pairs. A pair with a damaged
 * image is left out; more than 1 % of damaged images is an error.
 *
 * @param batchSize images at a time
 * @param flip whether the embedding of the mirrored image is added
 * @param folds folds of the accuracy
 * @param threads that decode
 */
public record VerificationRunner(int batchSize, boolean flip, int folds, int threads) {

    /** A verification and the pairs it rests on, in the order of the set. */
    public record Result(Verification verification, Evaluation evaluation, float[] scores, boolean[] same) {}

    /**
     * Verifies.
     *
     * @param step optimizer steps of the weights, for the record
     */
    public Result run(Embedder embedder, PairDataset pairs, long step, Clock clock, Progress progress) {
        int images = 2 * pairs.pairs();
        float[] plain = new float[Math.multiplyExact(images, embedder.dim())];
        float[] mirrored = flip ? new float[plain.length] : null;
        BitSet damaged = embedAll(embedder, pairs, plain, mirrored, progress);
        boolean[] same = new boolean[pairs.pairs()];
        int kept = 0;
        for (int pair = 0; pair < same.length; pair++) {
            if (damaged.get(2 * pair) || damaged.get(2 * pair + 1)) {
                continue;
            }
            move(plain, pair, kept, 2 * embedder.dim());
            if (flip) {
                move(mirrored, pair, kept, 2 * embedder.dim());
            }
            same[kept++] = pairs.same(pair);
        }
        int numbers = 2 * kept * embedder.dim();
        return score(
                pairs,
                step,
                clock,
                Verification.of(
                        Arrays.copyOf(plain, numbers),
                        flip ? Arrays.copyOf(mirrored, numbers) : null,
                        embedder.dim(),
                        checked(pairs, Arrays.copyOf(same, kept)),
                        folds));
    }

    private static void move(float[] rows, int from, int to, int length) {
        if (from != to) {
            System.arraycopy(rows, from * length, rows, to * length, length);
        }
    }

    /**
     * Refuses a set that could not be verified on, before hours of training find out.
     *
     * @throws InputException if all pairs show one person, or none does
     */
    public static void requireBothKinds(PairDataset pairs) {
        boolean[] same = new boolean[pairs.pairs()];
        for (int pair = 0; pair < same.length; pair++) {
            same[pair] = pairs.same(pair);
        }
        checked(pairs, same);
    }

    private static boolean[] checked(PairDataset pairs, boolean[] same) {
        int genuine = 0;
        for (boolean one : same) {
            genuine += one ? 1 : 0;
        }
        if (genuine == 0 || genuine == same.length) {
            throw new InputException(Problem.error(
                    pairs.path(),
                    "",
                    "Of " + Units.count(same.length) + " usable pairs " + Units.count(genuine)
                            + " show one person; verification needs pairs of both kinds",
                    "give another set"));
        }
        return same;
    }

    private BitSet embedAll(Embedder embedder, PairDataset pairs, float[] plain, float[] mirrored, Progress progress) {
        int images = 2 * pairs.pairs();
        BitSet damaged = new BitSet();
        BatchLoader.Shape shape = new BatchLoader.Shape(batchSize, embedder.inputSize(), 0, threads);
        DamageLimit limit = new DamageLimit(pairs.path(), images);
        int done = 0;
        try (BatchLoader loader = new BatchLoader(ImageSource.of(pairs), embedder.transforms(), limit, shape)) {
            loader.start(0, inOrder(images), 0);
            for (Batch batch = loader.next(); batch != null; batch = loader.next()) {
                progress.checkCancelled();
                embed(embedder, batch, done, plain, mirrored);
                batch.damaged().stream().map(slotted(done)).forEach(damaged::set);
                done += batch.count();
                loader.release(batch);
                double fraction = (double) done / images;
                int shown = done;
                progress.report(fraction, () -> Units.count(shown) + " of " + Units.count(images) + " images");
            }
        }
        return damaged;
    }

    private static java.util.function.IntUnaryOperator slotted(int offset) {
        return slot -> slot + offset;
    }

    private BatchIndices inOrder(int images) {
        return new DistributedSampler(new RankPartition(images, 1, batchSize, false), false).epoch(0, 0);
    }

    private static void embed(Embedder embedder, Batch batch, int done, float[] plain, float[] mirrored) {
        int side = embedder.inputSize();
        int numbers = batch.count() * 3 * side * side;
        int at = done * embedder.dim();
        float[] images = Arrays.copyOf(batch.images(), numbers);
        float[] embeddings = embedder.embed(images, batch.count());
        System.arraycopy(embeddings, 0, plain, at, embeddings.length);
        if (mirrored != null) {
            mirror(images, side);
            float[] flipped = embedder.embed(images, batch.count());
            System.arraycopy(flipped, 0, mirrored, at, flipped.length);
        }
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

    private static Result score(PairDataset pairs, long step, Clock clock, Verification verification) {
        List<TarAt> table =
                verification.table().stream().map(VerificationRunner::row).toList();
        Evaluation evaluation = new Evaluation(
                pairs.name(),
                pairs.path(),
                step,
                clock.instant(),
                verification.kfold().accuracy(),
                verification.kfold().std(),
                verification.roc().auc(),
                verification.roc().eer(),
                verification.same().length,
                table,
                null);
        float[] scores = new float[verification.scores().length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) verification.scores()[i];
        }
        return new Result(verification, evaluation, scores, verification.same());
    }

    private static TarAt row(TarAtFar row) {
        return new TarAt(row.far(), row.tar(), row.threshold(), row.low(), row.high(), row.errors());
    }
}
