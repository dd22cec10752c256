package org.idem.verify;

import java.util.Arrays;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.input.DamageCheck;
import org.idem.input.DamageLimit;
import org.idem.input.DamageLimitException;
import org.idem.input.ImageSource;
import org.idem.metrics.KFoldSettings;
import org.idem.metrics.PairCounts;
import org.idem.metrics.Verification;

/**
 * LFW's protocol: pairs of faces, k-fold accuracy and TAR@FAR of the cosines. A pair with a damaged image is left out
 * and counted; the others keep their numbers.
 *
 * @param pairs the set
 * @param pass how its images are embedded; with {@code flip}, an image is the sum of its embedding and its mirror's
 * @param accuracy folds of the accuracy, fewer when there are fewer pairs, and what of the embeddings it rests on
 */
public record PairVerification(PairDataset pairs, EmbeddingPass pass, KFoldSettings accuracy)
        implements VerificationProtocol<PairResult> {

    /** With an accuracy of whole embeddings. */
    public PairVerification(PairDataset pairs, EmbeddingPass pass, int folds) {
        this(pairs, pass, new KFoldSettings(folds, 0));
    }

    @Override
    public PairResult verify(Embedder embedder, Progress progress) {
        requireBothKinds(pairs);
        DamageLimit damage = DamageLimit.unlimited(pairs.path(), 2 * pairs.pairs());
        ImageEmbeddings all = pass.embed(embedder, ImageSource.of(pairs), damage, progress);
        int[] numbers = readable(all);
        boolean[] same = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            same[i] = pairs.same(numbers[i]);
        }
        requireBothKinds(pairs, same);
        requireNumbers(all, numbers);
        Verification verification = Verification.of(
                rows(all.plain(), numbers, all.dim()),
                all.mirrored() == null ? null : rows(all.mirrored(), numbers, all.dim()),
                all.dim(),
                same,
                accuracy);
        int skipped = pairs.pairs() - numbers.length;
        return new PairResult(pairs.name(), pairs.path(), pairs.imageRoot(), verification, numbers, skipped);
    }

    /** The numbers of the pairs whose two images could be read. */
    private int[] readable(ImageEmbeddings all) {
        int[] numbers = new int[pairs.pairs()];
        int count = 0;
        for (int pair = 0; pair < numbers.length; pair++) {
            if (!all.damaged().get(2 * pair) && !all.damaged().get(2 * pair + 1)) {
                numbers[count++] = pair;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** A network whose weights hold NaN, or that overflows, says nothing about anybody. */
    private void requireNumbers(ImageEmbeddings all, int[] numbers) {
        int first = -1;
        int count = 0;
        for (int pair : numbers) {
            for (int row = 2 * pair; row <= 2 * pair + 1; row++) {
                if (!isFinite(all.plain(), row, all.dim())
                        || all.mirrored() != null && !isFinite(all.mirrored(), row, all.dim())) {
                    first = first < 0 ? row : first;
                    count++;
                }
            }
        }
        if (count > 0) {
            throw new InputException(Problem.error(
                    pairs.path(),
                    "MODEL",
                    "The model makes NaN or infinity of " + Units.count(count) + " of "
                            + Units.count(2L * numbers.length) + " images, the first is that of row " + first,
                    "look at the weights: a training that diverged leaves such; verify an earlier checkpoint"));
        }
    }

    private static boolean isFinite(float[] rows, int row, int dim) {
        float sum = 0;
        for (int i = row * dim; i < (row + 1) * dim; i++) {
            // Of a finite number 0, else NaN.
            sum += rows[i] - rows[i];
        }
        return sum == 0;
    }

    /** The two rows of each of these pairs. */
    private float[] rows(float[] all, int[] numbers, int dim) {
        if (numbers.length == pairs.pairs()) {
            return all;
        }
        int length = 2 * dim;
        float[] rows = new float[numbers.length * length];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(all, numbers[i] * length, rows, i * length, length);
        }
        return rows;
    }

    /**
     * Refuses a set of which too many images cannot be read, before hours of training find out. Decodes them all.
     *
     * @param damageLimit share of the images that may be damaged, in [0, 1]
     * @throws DamageLimitException if more are damaged
     */
    public static void requireReadable(PairDataset pairs, double damageLimit) {
        ImageSource source = ImageSource.of(pairs);
        DamageCheck.require(source, new DamageLimit(pairs.path(), DamageCheck.sample(source.size()), damageLimit));
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
        requireBothKinds(pairs, same);
    }

    private static void requireBothKinds(PairDataset pairs, boolean[] same) {
        PairCounts counts = PairCounts.of(same, 0);
        if (counts.genuine() == 0 || counts.impostors() == 0) {
            throw new InputException(Problem.error(
                    pairs.path(),
                    "",
                    counts.pairs() == 0
                            ? "There is no pair whose two images can be read"
                            : "Of " + Units.count(counts.pairs()) + " usable pairs " + Units.count(counts.genuine())
                                    + " show one person; verification needs pairs of both kinds",
                    "give another set; idem data check lists what is damaged"));
        }
    }
}
