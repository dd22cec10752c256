package org.idem.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReducedAccuracyTest {

    @Test
    void eigenvectorsAreWhatTheyAreCalled() {
        Random random = new Random(4);
        for (int n : new int[] {1, 2, 3, 17, 60}) {
            double[][] a = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    a[i][j] = a[j][i] = n == 17 && i != j ? 0 : random.nextGaussian();
                }
            }
            double[][] vectors = SymmetricEigen.largest(a, n);
            double before = Double.POSITIVE_INFINITY;
            double trace = 0;
            for (int k = 0; k < n; k++) {
                double[] image = times(a, vectors[k]);
                double value = dot(image, vectors[k]);
                assertTrue(value <= before + 1e-12, "greatest first");
                before = value;
                trace += value - a[k][k];
                for (int i = 0; i < n; i++) {
                    assertEquals(value * vectors[k][i], image[i], 1e-10 * n);
                }
                for (int j = 0; j < n; j++) {
                    assertEquals(j == k ? 1 : 0, dot(vectors[j], vectors[k]), 1e-12 * n);
                }
            }
            assertEquals(0, trace, 1e-11 * n);
        }
    }

    /** What pairs have in common and is louder than the rest is all that one component keeps. */
    @Test
    void onlyTheComponentsDecide() {
        Random random = new Random(8);
        boolean[] same = new boolean[200];
        float[] embeddings = new float[2 * 200 * 3];
        for (int pair = 0; pair < 200; pair++) {
            same[pair] = pair % 2 == 0;
            double first = 0.3 * (random.nextBoolean() ? 1 : -1);
            double second = same[pair] ? first : -first;
            double noise = 0.4 * (random.nextBoolean() ? 1 : -1);
            put(embeddings, 2 * pair, first, noise, random);
            put(embeddings, 2 * pair + 1, second, noise, random);
        }
        assertEquals(1, accuracy(embeddings, same, 0), 1e-12);
        assertEquals(1, accuracy(embeddings, same, 3), 1e-12);
        assertEquals(1, accuracy(embeddings, same, 2), 1e-12);
        assertTrue(accuracy(embeddings, same, 1) < 0.7, "one component is what pairs share");
    }

    private static double accuracy(float[] embeddings, boolean[] same, int components) {
        return Verification.of(embeddings, null, 3, same, new KFoldSettings(10, components))
                .kfold()
                .accuracy();
    }

    private static void put(float[] all, int row, double signal, double noise, Random random) {
        double scale = 1 + random.nextDouble();
        all[3 * row] = (float) (scale * noise);
        all[3 * row + 1] = (float) (scale * signal);
        all[3 * row + 2] = (float) (scale * 0.001 * random.nextGaussian());
    }

    private static double[] times(double[][] a, double[] v) {
        double[] out = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            out[i] = dot(a[i], v);
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void foldsAreContiguousAndTheFirstOnesLonger() {
        int[] begins = new int[5];
        for (int f = 0; f <= 4; f++) {
            begins[f] = KFold.begin(10, 4, f);
        }
        assertArrayEquals(new int[] {0, 3, 6, 8, 10}, begins);
    }
}
