package org.idem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.idem.protocol.JsonLines;
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
    void ratiosAreTakenTurnByTurn() {
        PeerTurns turns = new PeerTurns();
        turns.add(JsonLines.parse("{\"ms\": 100, \"cpu_ms\": 90}"), 0.05, 0.03);
        turns.add(JsonLines.parse("{\"ms\": 900, \"cpu_ms\": 90}"), 0.3, 0.03);
        turns.add(JsonLines.parse("{\"ms\": 200, \"cpu_ms\": 90}"), 0.1, 0.03);
        Map<String, Object> line = turns.report("IResNet50", "shipped", 16);
        assertEquals(200.0, line.get("ms"));
        assertEquals(2.0, line.get("ratio"));
        assertEquals(3.0, line.get("cpu_ratio"));
    }

    @Test
    void everyBenchmarkExplainsItself() {
        Main.line()
                .getSubcommands()
                .keySet()
                .forEach(name -> assertEquals(0, Main.line().execute(name, "--help"), name));
    }
}
