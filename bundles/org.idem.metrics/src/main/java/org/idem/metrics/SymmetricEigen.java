package org.idem.metrics;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder reflections to tridiagonal form, then QL steps with
 * implicit shifts (G. Golub, C. Van Loan, Matrix Computations, 8.3). O(n³).
 */
final class SymmetricEigen {
    private static final int MOST_STEPS = 100;

    private final int n;
    private final double[][] vectors;
    private final double[] diagonal;
    private final double[] beside;

    private SymmetricEigen(double[][] matrix) {
        n = matrix.length;
        vectors = new double[n][n];
        diagonal = new double[n];
        beside = new double[n];
        double[][] work = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int k = 0; k < n - 2; k++) {
            reflect(work, k);
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = work[i][i];
            beside[i] = i + 1 < n ? work[i + 1][i] : 0;
        }
    }

    /**
     * The eigenvectors of the greatest eigenvalues, greatest first.
     *
     * @param matrix [n, n], symmetric
     * @param count in [1, n]
     * @return [count, n], each of length one
     */
    static double[][] largest(double[][] matrix, int count) {
        SymmetricEigen eigen = new SymmetricEigen(matrix);
        for (int k = 0; k < eigen.n; k++) {
            eigen.converge(k);
        }
        Integer[] order = new Integer[eigen.n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(eigen.diagonal[b], eigen.diagonal[a]));
        return Arrays.stream(order).limit(count).map(i -> eigen.vectors[i]).toArray(double[][]::new);
    }

    /** Brings column {@code k} to tridiagonal form; the rows of {@link #vectors} gather the reflections. */
    private void reflect(double[][] a, int k) {
        double square = 0;
        for (int i = k + 2; i < n; i++) {
            square += a[i][k] * a[i][k];
        }
        if (square == 0) {
            return;
        }
        double head = a[k + 1][k];
        double norm = Math.sqrt(square + head * head);
        double[] v = new double[n];
        for (int i = k + 1; i < n; i++) {
            v[i] = a[i][k];
        }
        v[k + 1] += head < 0 ? -norm : norm;
        double scale = 2 / (square + v[k + 1] * v[k + 1]);
        double[] p = new double[n];
        double inner = 0;
        for (int i = k; i < n; i++) {
            p[i] = scale * dot(a[i], v, k + 1);
            inner += p[i] * v[i];
        }
        for (int i = k; i < n; i++) {
            p[i] -= scale / 2 * inner * v[i];
        }
        for (int i = k; i < n; i++) {
            for (int j = k; j < n; j++) {
                a[i][j] -= v[i] * p[j] + p[i] * v[j];
            }
        }
        gather(v, scale, k + 1);
    }

    private void gather(double[] v, double scale, int from) {
        double[] sums = new double[n];
        for (int i = from; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[j] += v[i] * vectors[i][j];
            }
        }
        for (int i = from; i < n; i++) {
            for (int j = 0; j < n; j++) {
                vectors[i][j] -= scale * v[i] * sums[j];
            }
        }
    }

    private double dot(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = from; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Makes the number beside diagonal element {@code l} vanish. */
    private void converge(int l) {
        for (int step = 0; step < MOST_STEPS; step++) {
            int m = l;
            while (m < n - 1 && !isNegligible(m)) {
                m++;
            }
            if (m == l) {
                return;
            }
            chase(l, m);
        }
        throw new ArithmeticException("No convergence after " + MOST_STEPS + " steps");
    }

    private boolean isNegligible(int m) {
        double around = Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]);
        return Math.abs(beside[m]) <= Math.ulp(around);
    }

    /** One QL step on rows l … m, from below upwards. */
    private void chase(int l, int m) {
        double half = (diagonal[l + 1] - diagonal[l]) / (2 * beside[l]);
        double root = Math.hypot(half, 1);
        double g = diagonal[m] - diagonal[l] + beside[l] / (half + Math.copySign(root, half));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * beside[i];
            double b = c * beside[i];
            double r = Math.hypot(f, g);
            beside[i + 1] = r;
            if (r == 0) {
                diagonal[i + 1] -= p;
                beside[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            double next = diagonal[i + 1] - p;
            double t = (diagonal[i] - next) * s + 2 * c * b;
            p = s * t;
            diagonal[i + 1] = next + p;
            g = c * t - b;
            rotate(i, c, s);
        }
        diagonal[l] -= p;
        beside[l] = g;
        beside[m] = 0;
    }

    private void rotate(int i, double c, double s) {
        double[] upper = vectors[i];
        double[] lower = vectors[i + 1];
        for (int k = 0; k < n; k++) {
            double held = lower[k];
            lower[k] = s * upper[k] + c * held;
            upper[k] = c * upper[k] - s * held;
        }
    }
}
