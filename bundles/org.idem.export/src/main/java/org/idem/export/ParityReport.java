package org.idem.export;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.idem.core.Progress;
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
 */
record ParityReport(int crops, double minCosine, double maxAbsDifference, double largest, double spread) {
    /** Cosine that every image must reach. */
    public static final double LEAST_COSINE = 0.9999;
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

    /** Whether both networks compute the same, as far as float32 can tell. */
    public boolean holds() {
        return minCosine >= LEAST_COSINE && maxAbsDifference <= tolerance();
    }

    /** Returns the figures and their limits by the names that {@code .json} files give them, in order. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("crops", crops);
        figures.put("min_cosine", minCosine);
        figures.put("max_abs_difference", maxAbsDifference);
        figures.put("allowed_difference", tolerance());
        figures.put("largest", largest);
        figures.put("spread", spread);
        return figures;
    }

    /** Returns the figures and their limits in words, a part of a sentence. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "smallest cosine %.7f (needed: %.4f), largest difference %.3g (allowed: %.3g; the numbers go up to"
                        + " %.3g)",
                minCosine,
                LEAST_COSINE,
                maxAbsDifference,
                tolerance(),
                largest);
    }

    /**
     * Compares.
     *
     * @param crops images, each 3 · size · size numbers
     * @param trained the network as it was trained
     * @param exported the network that must compute the same
     */
    static ParityReport compare(
            float[][] crops, EmbeddingFunction trained, EmbeddingFunction exported, Progress progress) {
        Comparison comparison = new Comparison();
        changingSizes(crops, trained, exported, comparison);
        for (int from = 0; from < crops.length; from += BATCH) {
            progress.checkCancelled();
            int to = Math.min(crops.length, from + BATCH);
            float[][] batch = Arrays.copyOfRange(crops, from, to);
            float[] expected = trained.embed(concatenate(batch), batch.length);
            comparison.learn(expected, batch.length);
            comparison.add(expected, exported.embed(concatenate(batch), batch.length), batch.length);
            for (int i = 0; from == 0 && i < Math.min(SINGLES, batch.length); i++) {
                int dim = expected.length / batch.length;
                float[] one = Arrays.copyOfRange(expected, i * dim, (i + 1) * dim);
                comparison.add(one, exported.embed(batch[i], 1), 1);
            }
            progress.report((double) to / crops.length, () -> "Proving: " + to + " of " + crops.length + " crops");
        }
        return comparison.report();
    }

    /** One after the other; a set with fewer images is begun again. */
    private static void changingSizes(
            float[][] crops, EmbeddingFunction trained, EmbeddingFunction exported, Comparison comparison) {
        int next = 0;
        for (int size : CHANGING) {
            float[][] batch = new float[size][];
            for (int i = 0; i < size; i++) {
                batch[i] = crops[next++ % crops.length];
            }
            float[] images = concatenate(batch);
            comparison.add(trained.embed(images, size), exported.embed(images, size), size);
        }
    }

    private static float[] concatenate(float[][] batch) {
        float[] all = new float[batch.length * batch[0].length];
        for (int i = 0; i < batch.length; i++) {
            System.arraycopy(batch[i], 0, all, i * batch[i].length, batch[i].length);
        }
        return all;
    }
}
