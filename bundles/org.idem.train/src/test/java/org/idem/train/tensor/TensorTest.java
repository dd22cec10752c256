package org.idem.train.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void arraysAndTensorsShareMemory() {
        Libtorch.load();
        try (NDManager manager = NDManager.newBaseManager();
                Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)) {
            NDArray array = DjlArrays.of(tensor, manager);
            tensor.mul_(2);
            assertArrayEquals(new float[] {2, 4, 6, 8}, array.toFloatArray());
            array.addi(1);
            try (Tensor back = DjlArrays.toTensor(array)) {
                assertArrayEquals(new float[] {3, 5, 7, 9}, back.toFloats());
            }
        }
    }

    @Test
    void retainedTensorsOutliveTheirScope() {
        Tensor kept = TensorScope.compute(() -> Tensor.zeros(3).fill_(7).retain());
        for (int i = 0; i < 100; i++) {
            TensorScope.run(() -> Tensor.zeros(3).fill_(1));
        }
        assertArrayEquals(new float[] {7, 7, 7}, kept.toFloats());
        kept.close();
    }

    @Test
    void channelsLastChangesMemoryOnly() {
        TensorScope.run(() -> {
            float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
            Tensor images = Tensor.of(values, 1, 2, 2, 2);
            assertArrayEquals(values, images.channelsLast().toFloats());
            assertArrayEquals(new long[] {1, 2, 2, 2}, images.channelsLast().shape());
        });
    }

    @Test
    void gradientsAreAddedIntoTheGivenBuffer() {
        try (NDManager manager = NDManager.newBaseManager();
                Tensor gradient = Tensor.zeros(2);
                Tensor leaf = GradMode.accumulate(Tensor.of(new float[] {3, 4}, 2), gradient);
                TensorScope scope = TensorScope.recording(manager)) {
            assertEquals(manager.getDevice(), scope.manager().getDevice());
            GradMode.backward(leaf.mul(leaf), Tensor.of(new float[] {1, 10}, 2));
            GradMode.backward(leaf.mul(leaf), Tensor.of(new float[] {1, 10}, 2));
            assertArrayEquals(new float[] {12, 160}, gradient.toFloats());
        }
    }

    @Test
    void rowsAreTakenPutAndAdded() {
        TensorScope.run(() -> {
            Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
            Tensor index = Tensor.indices(2, 0);
            assertArrayEquals(
                    new float[] {5, 6, 1, 2}, matrix.indexSelect(index).toFloats());
            matrix.indexCopy_(index, Tensor.of(new float[] {9, 9, 8, 8}, 2, 2));
            matrix.indexAdd_(Tensor.indices(1), Tensor.of(new float[] {1, 1}, 1, 2));
            assertArrayEquals(new float[] {8, 8, 4, 5, 9, 9}, matrix.toFloats());
            assertArrayEquals(new float[] {8, 5, 9}, matrix.rowMax().toFloats());
            assertArrayEquals(new float[] {16, 9, 18}, matrix.rowSum().toFloats());
            assertArrayEquals(new float[] {21, 22}, matrix.columnSum().toFloats());
            assertEquals(43, matrix.sum());
        });
    }

    @Test
    void emptySelectionsAreFine() {
        TensorScope.run(() -> {
            Tensor matrix = Tensor.zeros(3, 2);
            Tensor none = Tensor.indices();
            assertEquals(0, matrix.indexSelect(none).toFloats().length);
            matrix.indexCopy_(none, Tensor.of(new float[0], 0, 2));
        });
    }

    @Test
    void bfloat16FollowsFromTheInstructionSet() {
        assertTrue(CpuFeatures.parse(List.of("model name : A", "flags : fpu avx512_bf16 sse"))
                .hasBf16Products());
        assertFalse(
                CpuFeatures.parse(List.of("model name : B", "flags : fpu avx2")).hasBf16Products());
        assertEquals("A", CpuFeatures.parse(List.of("model name : A")).model());
        assertFalse(CpuFeatures.detect().model().isEmpty());
    }
}
