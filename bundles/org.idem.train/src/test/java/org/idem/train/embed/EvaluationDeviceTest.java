package org.idem.train.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.core.InputException;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationDeviceTest {
    @Test
    void theFirstCardWhereThereIsOneElseTheProcessor() {
        assertEquals(Device.CPU, EvaluationDevice.of("auto", () -> 0));
        assertEquals(Device.cuda(0), EvaluationDevice.of("auto", () -> 2));
        assertEquals(Device.cuda(0), EvaluationDevice.of("gpu", () -> 2));
        assertEquals(Device.cuda(1), EvaluationDevice.of("cuda:1", () -> 2));
        assertEquals(Device.CPU, EvaluationDevice.of("cpu", () -> {
            throw new IllegalStateException("nobody asks for cards");
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, 0, Libtorch computes on no graphics card here",
        "cuda:2, 2, Libtorch computes on no graphics card beyond cuda:1 here",
        "tpu, 2, 'tpu' is no device"
    })
    void whatIsNotThereIsRefused(String word, int cards, String message) {
        InputException refused = assertThrows(InputException.class, () -> EvaluationDevice.of(word, () -> cards));
        assertTrue(refused.getMessage().contains(message.replace("''", "'")), refused.getMessage());
        assertEquals("--device", refused.problems().get(0).key());
    }
}
