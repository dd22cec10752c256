package org.idem.metrics;

/**
 * Everything that verification says about a set of pairs.
 *
 * @param scores cosine of each pair
 * @param same whether each pair shows one person
 * @param kfold LFW's accuracy
 * @param roc ROC of the cosines
 * @param xnorm mean length of all embeddings before normalising, flips included
 */
public record Verification(double[] scores, boolean[] same, KFold kfold, Roc roc, double xnorm) {

    /** As {@link #of(float[], float[], int, boolean[], int)} with ten folds. */
    public static Verification of(float[] embeddings, float[] flipped, int dim, boolean[] same) {
        return of(embeddings, flipped, dim, same, KFold.USUAL_FOLDS);
    }

    /**
     * Verifies pairs of embeddings: an image's embedding and that of its mirror image are added, the sum is brought to
     * length one, and pairs are compared.
     *
     * @param embeddings [2n, dim] row by row; pair p is rows 2p and 2p+1
     * @param flipped the same of the mirror images, or null
     * @param dim length of an embedding
     * @param same [n], whether each pair shows one person
     * @param folds folds of the accuracy; fewer when there are fewer pairs
     */
    public static Verification of(float[] embeddings, float[] flipped, int dim, boolean[] same, int folds) {
        return of(embeddings, flipped, dim, same, new KFoldSettings(folds, 0));
    }

    /**
     * As {@link #of(float[], float[], int, boolean[], int)}, with an accuracy that may rest on principal components only;
     * scores and ROC are always those of whole embeddings.
     */
    public static Verification of(
            float[] embeddings, float[] flipped, int dim, boolean[] same, KFoldSettings settings) {
        int pairs = same.length;
        if (embeddings.length != 2L * pairs * dim || flipped != null && flipped.length != embeddings.length) {
            throw new IllegalArgumentException("Embeddings of " + pairs + " pairs need 2 × " + pairs + " × " + dim
                    + " numbers, there are " + embeddings.length);
        }
        double[] scores = new double[pairs];
        double[] distances = new double[pairs];
        double[] first = new double[dim];
        double[] second = new double[dim];
        for (int p = 0; p < pairs; p++) {
            unit(embeddings, flipped, 2 * p, first);
            unit(embeddings, flipped, 2 * p + 1, second);
            scores[p] = dot(first, second);
            distances[p] = squaredDistance(first, second);
        }
        Roc roc = Roc.of(scores, same);
        int folds = Math.min(settings.folds(), pairs);
        KFold kfold = settings.components() == 0
                ? KFold.of(distances, same, folds)
                : ReducedAccuracy.of(
                        units(embeddings, flipped, dim), same, folds, Math.min(dim, settings.components()));
        return new Verification(scores, same, kfold, roc, meanNorm(embeddings, flipped, dim));
    }

    private static double[][] units(float[] embeddings, float[] flipped, int dim) {
        double[][] units = new double[embeddings.length / dim][dim];
        for (int row = 0; row < units.length; row++) {
            unit(embeddings, flipped, row, units[row]);
        }
        return units;
    }

    private static void unit(float[] embeddings, float[] flipped, int row, double[] out) {
        int dim = out.length;
        int at = row * dim;
        for (int i = 0; i < dim; i++) {
            out[i] = embeddings[at + i] + (flipped == null ? 0.0 : flipped[at + i]);
        }
        double norm = Math.sqrt(dot(out, out));
        for (int i = 0; norm > 0 && i < dim; i++) {
            out[i] /= norm;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double meanNorm(float[] embeddings, float[] flipped, int dim) {
        double sum = sumOfNorms(embeddings, dim) + (flipped == null ? 0 : sumOfNorms(flipped, dim));
        return sum / ((flipped == null ? 1.0 : 2.0) * embeddings.length / dim);
    }

    private static double sumOfNorms(float[] rows, int dim) {
        double sum = 0;
        for (int at = 0; at < rows.length; at += dim) {
            double square = 0;
            for (int i = 0; i < dim; i++) {
                square += (double) rows[at + i] * rows[at + i];
            }
            sum += Math.sqrt(square);
        }
        return sum;
    }
}
