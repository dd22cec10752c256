package org.idem.train.centers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;
import org.idem.plan.ClassShard;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.tensor.Bfloat16;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.junit.jupiter.api.Test;

/** That a store in memory does what every store does, and what its number format costs. */
class MemoryCentersTest extends ClassCentersContract {
    @Override
    ClassCenters create(int classes, int dim, CenterFormat format, Set<CenterField> fields, ClassShard shard) {
        KernelChoice kernels = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
        MemoryCenters made = new MemoryCenters(classes, new RowLayout(dim, format, fields), kernels, 7);
        if (shard != null) {
            made.initialize(shard, 3);
        }
        return made;
    }

    @Test
    void aMasterKeepsNumbersThatLieHalfwayBetweenTwo() {
        float[] halfway = {1.00390625f, -1.00390625f, 1.01171875f, -3.4e38f, 1e-40f, 0, -0f, 65504};
        float[] back = TensorScope.compute(() -> {
            Bfloat16.Split split = Bfloat16.split(Tensor.of(halfway, halfway.length));
            return Bfloat16.join(split.rounded(), split.remainder()).toFloats();
        });
        assertArrayEquals(halfway, back);
    }

    @Test
    void bytesOfAClass() {
        assertEquals(4096, CenterFormat.FP32.bytesPerClass(512, CenterField.forOptimizer(false)));
        assertEquals(6144, CenterFormat.FP32.bytesPerClass(512, CenterField.forOptimizer(true)));
        assertEquals(3072, CenterFormat.BF16_MASTER.bytesPerClass(512, CenterField.forOptimizer(false)));
        assertEquals(2048, CenterFormat.BF16.bytesPerClass(512, CenterField.forOptimizer(false)));
        assertEquals(5120, CenterFormat.BF16_MASTER.bytesPerClass(512, EnumSet.allOf(CenterField.class)));
    }
}
