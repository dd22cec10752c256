package org.idem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void theMedianIsTheMiddleOneOrBetweenTheTwoInTheMiddle() {
        assertEquals(2, new Timings(new double[] {9, 1, 2}).median());
        assertEquals(1.5, new Timings(new double[] {1, 9, 0.5, 2}).median());
        assertEquals(3, Timings.none().and(new Timings(new double[] {3})).median());
        assertThrows(IllegalStateException.class, () -> Timings.none().median());
    }

    @Test
    void theResidentSizeIsReadFromTheProcessStatus() {
        ResidentSize size = ResidentSize.parse(List.of("Name:\tjava", "VmHWM:\t  4096 kB", "VmRSS:\t  2048 kB"));
        assertEquals(2, size.mebibytes());
        assertEquals(4, size.peakMebibytes());
        assertTrue(ResidentSize.ofThisProcess().mebibytes() > 1);
    }

    @Test
    void figuresAreOneJsonObjectALine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JsonLines(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(Map.of("ratio", 1.5));
        String line = bytes.toString(StandardCharsets.UTF_8).strip();
        assertEquals(1.5, JsonLines.read(line).path("ratio").asDouble());
    }

    @Test
    void everyBenchmarkExplainsItself() {
        Main.line()
                .getSubcommands()
                .keySet()
                .forEach(name -> assertEquals(0, Main.line().execute(name, "--help"), name));
    }
}
