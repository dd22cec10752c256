package org.idem.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DotProductTest {

    @Test
    void aProductDoesNotDependOnItsNeighbours() {
        Random random = new Random(2);
        for (int length : new int[] {1, 2, 7, 512}) {
            double[][] v = new double[5][length];
            for (double[] one : v) {
                for (int i = 0; i < length; i++) {
                    one[i] = random.nextGaussian();
                }
            }
            double[] four = new double[6];
            DotProduct.four(v[0], v[1], v[2], v[3], v[4], four, 1);
            for (int k = 1; k <= 4; k++) {
                double exact = 0;
                for (int i = 0; i < length; i++) {
                    exact += v[0][i] * v[k][i];
                }
                assertEquals(exact, four[k], 1e-12);
                assertEquals(DotProduct.of(v[0], v[k]), four[k], 0);
            }
        }
    }
}
