package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which device each worker gets, by the config and the cards that there are. */
class DeviceChoiceTest {
    @TempDir
    static Path folder;

    private static List<Device> choose(int cards, String device, String devices) {
        TinyRun tiny = TinyRun.in(
                folder, "choice" + System.nanoTime(), "Global.device=" + device, "Global.devices=" + devices);
        return new DeviceChoice(() -> cards)
                .devices(TrainingPlan.of(tiny.config(), new DatasetSize(Path.of("faces"), 1000, 10)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, auto, 2, 'cpu cpu'",
        "4, cpu, 2, 'cpu cpu'",
        "4, 'cpu', '[2, 3]', 'cpu cpu'",
        "0, auto, '[0, 2]', 'cpu cpu'",
        "0, gpu, 1, cpu",
        "4, auto, 2, 'cuda:0 cuda:1'",
        "1, auto, 2, 'cuda:0 cuda:0'",
        "4, gpu, 3, 'cuda:0 cuda:1 cuda:2'",
        "4, gpu, '[0, 2]', 'cuda:0 cuda:2'",
        "1, gpu, '[0, 0]', 'cuda:0 cuda:0'",
        "4, auto, '[3]', 'cuda:3'"
    })
    void workersGetTheirDevices(int cards, String device, String devices, String expected) {
        List<String> names =
                choose(cards, device, devices).stream().map(Device::toString).toList();
        assertEquals(expected, String.join(" ", names));
    }

    @ParameterizedTest
    @CsvSource({
        "1, gpu, 2, Global.devices, '2 workers ask for a graphics card each, and there are 1'",
        "2, gpu, '[0, 2]', Global.devices, 'There is no graphics card 2; there are 2, numbered from 0'",
    })
    void whatThereIsNotIsRefusedWithARemedy(int cards, String device, String devices, String key, String message) {
        Problem problem = assertThrows(InputException.class, () -> choose(cards, device, devices))
                .problems()
                .get(0);
        assertEquals(key, problem.key());
        assertEquals(message, problem.message());
    }

    @Test
    void aConfigForACardTrainsOnTheProcessorWhereThereIsNoneAndSaysSo() throws Exception {
        TinyRun.drawFaces(folder);
        TinyRun tiny = TinyRun.in(folder, "gpu", "Global.device=gpu", "Global.max_train_step=1");
        tiny.train(false);
        assertTrue(tiny.log().contains("libtorch computes on no graphics card here"), tiny.log());
        assertTrue(tiny.log().contains("thread(s) on cpu"), tiny.log());
    }
}
