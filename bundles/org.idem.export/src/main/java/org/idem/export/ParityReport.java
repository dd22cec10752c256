package org.idem.export;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.idem.core.Progress;
import org.idem.protocol.ExportOptions.Precision;
import org.idem.verify.EmbeddingFunction;

/**
 * How far an exported network is from the trained one, over the same images in batches of one, of many, and of sizes
 * that change from call to call.
 *
 * @param crops images compared
 * @param minCosine smallest cosine between the two embeddings of an image
 * @param maxAbsDifference largest difference between two numbers of them
 * @param largest largest magnitude among the trained network's numbers
 * @param spread root mean square of how far the trained network's numbers are from their mean over the images
 * @param meanCosine mean of the cosines between the two embeddings of an image
 * @param limits what they must keep
 */
record ParityReport(
        int crops,
        double minCosine,
        double maxAbsDifference,
        double largest,
        double spread,
        double meanCosine,
        ParityLimits limits) {
    /** Images at a time. */
    static final int BATCH = 32;
    /** Sizes of batches in a row: a runtime that prepares a network anew for each must not change what it computes. */
    static final List<Integer> CHANGING = List.of(1, 3, 2, 7, 1);
    /** Images that are also embedded one by one. */
    private static final int SINGLES = 8;

    /** Differences that matter are measured by what tells images apart… */
    private static final double PART_OF_SPREAD = 1e-2;
    /** …but float32 is not more exact than this, which counts while a network says almost the same of every image. */
    private static final double ROUNDING = 2e-5;

    /** Largest difference that counts as the same. */
    public double tolerance() {
        return Math.max(PART_OF_SPREAD * spread, ROUNDING * largest);
    }

    /** Whether both networks compute the same, as far as the limits tell. */
    public boolean holds() {
        return minCosine >= limits.leastCosine()
                && meanCosine >= limits.leastMeanCosine()
                && Double.isFinite(maxAbsDifference)
                && (!limits.isExact() || maxAbsDifference <= tolerance());
    }

    /** Returns the figures and their limits by the names that {@code .json} files give them, in order. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("crops", crops);
        figures.put("min_cosine", minCosine);
        figures.put("mean_cosine", meanCosine);
        figures.put("needed_cosine", limits.leastCosine());
        figures.put("max_abs_difference", maxAbsDifference);
        if (limits.isExact()) {
            figures.put("allowed_difference", tolerance());
        }
        figures.put("largest", largest);
        figures.put("spread", spread);
        return figures;
    }

    /** Returns the figures and their limits in words, a part of a sentence. */
    String describe() {
        String allowed = limits.isExact() ? String.format(Locale.ROOT, "allowed: %.3g; ", tolerance()) : "";
        return String.format(
                Locale.ROOT,
                "smallest cosine %.7f (needed: %.4f), mean %.7f (needed: %.4f), largest difference %.3g (%sthe numbers"
                        + " go up to %.3g)",
                minCosine,
                limits.leastCosine(),
                meanCosine,
                limits.leastMeanCosine(),
                maxAbsDifference,
                allowed,
                largest);
    }

    /** Compares networks that must be the same, of inputs that are there already. */
    static ParityReport compare(
            float[][] crops, EmbeddingFunction trained, EmbeddingFunction exported, Progress progress) {
        return compare(
                crops.length,
                PictureEmbedding.of(crops, trained),
                PictureEmbedding.of(crops, exported),
                ParityLimits.of(Precision.FP32),
                progress);
    }

    /**
     * Compares.
     *
     * @param crops number of pictures
     * @param trained the network as it was trained
     * @param exported the network that must compute the same
     */
    static ParityReport compare(
            int crops, PictureEmbedding trained, PictureEmbedding exported, ParityLimits limits, Progress progress) {
        Comparison comparison = new Comparison();
        changingSizes(crops, trained, exported, comparison);
        for (int from = 0; from < crops; from += BATCH) {
            progress.checkCancelled();
            int to = Math.min(crops, from + BATCH);
            int[] batch = IntStream.range(from, to).toArray();
            float[] expected = trained.embed(batch);
            comparison.learn(expected, batch.length);
            comparison.add(expected, exported.embed(batch), batch.length);
            for (int i = 0; from == 0 && i < Math.min(SINGLES, batch.length); i++) {
                int dim = expected.length / batch.length;
                float[] one = Arrays.copyOfRange(expected, i * dim, (i + 1) * dim);
                comparison.add(one, exported.embed(batch[i]), 1);
            }
            progress.report((double) to / crops, () -> "Proving: " + to + " of " + crops + " crops");
        }
        return comparison.report(limits);
    }

    /** One after the other; a set with fewer images is begun again. */
    private static void changingSizes(
            int crops, PictureEmbedding trained, PictureEmbedding exported, Comparison comparison) {
        int next = 0;
        for (int size : CHANGING) {
            int[] batch = new int[size];
            for (int i = 0; i < size; i++) {
                batch[i] = next++ % crops;
            }
            comparison.add(trained.embed(batch), exported.embed(batch), size);
        }
    }
}
