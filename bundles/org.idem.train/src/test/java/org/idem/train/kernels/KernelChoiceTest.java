package org.idem.train.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    @Test
    void aProcessorWithAvx2HasKernels() {
        CpuFeatures cpu = CpuFeatures.detect();
        KernelChoice choice = KernelChoice.automatic(Device.CPU, cpu);
        assertEquals(cpu.flags().containsAll(Set.of("avx2", "fma")), choice.vectorized(), choice.reason());
        assertEquals(choice.vectorized() ? "vector" : "libtorch", choice.key());
    }

    @Test
    void anOlderOneHasNone() {
        KernelChoice choice = KernelChoice.automatic(Device.CPU, new CpuFeatures("old", Set.of("sse4_2")));
        assertFalse(choice.vectorized());
        assertTrue(choice.reason().contains("AVX2"), choice.reason());
    }

    @Test
    void aCardHasNone() {
        KernelChoice choice = KernelChoice.automatic(Device.cuda(0), CpuFeatures.detect());
        assertEquals("libtorch: there are none for cuda:0", choice.describe());
    }

    @Test
    void aPropertyTurnsThemOff() {
        System.setProperty("idem.kernels", "libtorch");
        try {
            KernelChoice choice = KernelChoice.automatic(Device.CPU, CpuFeatures.detect());
            assertEquals("libtorch: -Didem.kernels=libtorch asks for it", choice.describe());
        } finally {
            System.clearProperty("idem.kernels");
        }
    }
}
