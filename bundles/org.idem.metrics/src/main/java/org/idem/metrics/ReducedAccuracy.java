package org.idem.metrics;

import java.util.stream.IntStream;

/**
 * LFW's accuracy of embeddings that are reduced to their principal components first: for each fold the components are those
 * of all other folds' images, the reduced embeddings are brought to length one, and the distances are taken of them.
 */
final class ReducedAccuracy {
    private final double[][] embeddings;
    private final boolean[] same;
    private final int components;

    private ReducedAccuracy(double[][] embeddings, boolean[] same, int components) {
        this.embeddings = embeddings;
        this.same = same;
        this.components = components;
    }

    /**
     * The accuracy.
     *
     * @param embeddings [2n, dim] of length one; pair p is rows 2p and 2p + 1
     * @param same [n]
     * @param folds at least 2, at most n
     * @param components to keep, in [1, dim]
     */
    static KFold of(double[][] embeddings, boolean[] same, int folds, int components) {
        ReducedAccuracy reduced = new ReducedAccuracy(embeddings, same, components);
        double[][] distances = IntStream.range(0, folds)
                .parallel()
                .mapToObj(fold -> reduced.distances(
                        KFold.begin(same.length, folds, fold), KFold.begin(same.length, folds, fold + 1)))
                .toArray(double[][]::new);
        return KFold.ofFolds(distances, same);
    }

    /** The distances of all pairs by the components of those outside [from, to). */
    private double[] distances(int from, int to) {
        int dim = embeddings[0].length;
        double[] mean = new double[dim];
        int rows = 0;
        for (int row = 0; row < embeddings.length; row++) {
            if (row / 2 < from || row / 2 >= to) {
                rows++;
                add(embeddings[row], mean);
            }
        }
        for (int i = 0; i < dim; i++) {
            mean[i] /= rows;
        }
        double[][] axes = SymmetricEigen.largest(covariance(mean, from, to), components);
        double[] distances = new double[same.length];
        for (int pair = 0; pair < distances.length; pair++) {
            distances[pair] = squaredDistance(
                    project(embeddings[2 * pair], mean, axes), project(embeddings[2 * pair + 1], mean, axes));
        }
        return distances;
    }

    private double[][] covariance(double[] mean, int from, int to) {
        int dim = mean.length;
        double[][] sums = new double[dim][dim];
        double[] centered = new double[dim];
        for (int row = 0; row < embeddings.length; row++) {
            if (row / 2 >= from && row / 2 < to) {
                continue;
            }
            for (int i = 0; i < dim; i++) {
                centered[i] = embeddings[row][i] - mean[i];
            }
            for (int i = 0; i < dim; i++) {
                double factor = centered[i];
                double[] sum = sums[i];
                for (int j = 0; j < dim; j++) {
                    sum[j] += factor * centered[j];
                }
            }
        }
        return sums;
    }

    private static double[] project(double[] embedding, double[] mean, double[][] axes) {
        double[] reduced = new double[axes.length];
        double square = 0;
        for (int k = 0; k < axes.length; k++) {
            for (int i = 0; i < mean.length; i++) {
                reduced[k] += (embedding[i] - mean[i]) * axes[k][i];
            }
            square += reduced[k] * reduced[k];
        }
        double norm = Math.sqrt(square);
        for (int k = 0; norm > 0 && k < reduced.length; k++) {
            reduced[k] /= norm;
        }
        return reduced;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static void add(double[] row, double[] sum) {
        for (int i = 0; i < row.length; i++) {
            sum[i] += row[i];
        }
    }
}
