package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.idem.run.MetricTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLoadTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void theHottestSensorThatAnswersSenseIsTold() throws IOException {
        Path status = write("status", "Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t4\n");
        write("class/thermal/thermal_zone0/temp", "45000\n");
        write("class/thermal/thermal_zone1/temp", "61500\n");
        write("class/thermal/thermal_zone2/temp", "-274000\n");
        write("class/thermal/thermal_zone3/temp", "no reading\n");
        Map<String, Double> now = new MachineLoad(status, folder.resolve("class")).read();
        assertEquals(2048 * 1024, now.get(MetricTags.MEMORY));
        assertEquals(61.5, now.get(MetricTags.TEMPERATURE));
    }

    @Test
    void otherSensorsStandIn() throws IOException {
        write("class/hwmon/hwmon0/temp1_input", "38000\n");
        Map<String, Double> now = new MachineLoad(folder.resolve("none"), folder.resolve("class")).read();
        assertEquals(38, now.get(MetricTags.TEMPERATURE));
        assertFalse(now.containsKey(MetricTags.MEMORY));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        Map<String, Double> now = new MachineLoad(folder.resolve("none"), folder.resolve("none")).read();
        assertFalse(now.containsKey(MetricTags.TEMPERATURE));
    }

    @Test
    void thisMachineSaysWhatItHolds() {
        Map<String, Double> now = new MachineLoad().read();
        assertTrue(now.get(MetricTags.MEMORY) > 1e6, now.toString());
        double load = now.getOrDefault(MetricTags.PROCESSOR_LOAD, 0.0);
        assertTrue(load >= 0 && load <= 1, now.toString());
    }
}
