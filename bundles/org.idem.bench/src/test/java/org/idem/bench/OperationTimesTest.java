package org.idem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.idem.protocol.JsonLines;
import org.junit.jupiter.api.Test;

class OperationTimesTest {
    @Test
    void whatAnOperationCalledIsNotItsOwnTime() {
        OperationTimes times = OperationTimes.of(JsonLines.parse(
                """
                [{"ph":"X","tid":1,"name":"conv","ts":0,"dur":10000},
                 {"ph":"X","tid":1,"name":"copy","ts":1000,"dur":2000},
                 {"ph":"X","tid":1,"name":"fill","ts":1500,"dur":500},
                 {"ph":"X","tid":1,"name":"copy","ts":10000,"dur":1000},
                 {"ph":"X","tid":2,"name":"mm","ts":500,"dur":4000},
                 {"ph":"i","tid":1,"name":"mark","ts":5}]"""
                        .replace("\n", "")));
        assertEquals(Map.of("conv", 8.0, "mm", 4.0, "copy", 2.5, "fill", 0.5), times.milliseconds());
        assertEquals(
                List.of("conv", "mm", "copy", "fill"),
                List.copyOf(times.milliseconds().keySet()));
        assertEquals(15, times.total());
    }
}
