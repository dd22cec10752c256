package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.idem.train.golden.Fill;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class InPlaceSgdTest {
    private static final int CLASSES = 11;
    private static final int DIM = 32;

    private static Tensor rows(String name) {
        return Tensor.of(Fill.symmetric(name, CLASSES * DIM, 1), CLASSES, DIM);
    }

    private static float[] updated(KernelChoice kernels, int bytesAtOnce) {
        return TensorScope.compute(() -> {
            Tensor centers = rows("centers");
            Map<CenterField, RowStorage> storages = Map.of(
                    CenterField.CENTERS, new Fp32Rows(centers), CenterField.MOMENTUM, new Fp32Rows(rows("momentum")));
            CenterGradient gradient =
                    new CenterGradient(rows("products"), Tensor.of(Fill.symmetric("radial", CLASSES, 2), CLASSES, 1));
            CenterUpdate update = new CenterUpdate(new CenterSgd(0.9, 5e-4), 0.1, 0);
            InPlaceSgd.of(storages, null, kernels).update(ClassSample.all(CLASSES), gradient, update, bytesAtOnce);
            return centers.toFloats();
        });
    }

    @Test
    void gradientsThatAreGivenInPartsGiveTheSameBits() {
        KernelChoice kernels = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        assumeTrue(kernels.vectorized(), kernels.reason());
        float[] whole = updated(kernels, Integer.MAX_VALUE);
        assertArrayEquals(whole, updated(kernels, 3 * DIM * Float.BYTES));
        assertArrayEquals(whole, updated(kernels, 1), "a row at a time");
    }
}
