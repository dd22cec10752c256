package org.idem.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void aProblemReadsLikeACompilersMessage() {
        Problem problem = new Problem(
                Problem.Severity.ERROR, Path.of("a.yaml"), 3, 5, "Model.name", "no backbone 'X'", "use IResNet50");
        assertEquals("a.yaml:3:5: error: Model.name: no backbone 'X' — use IResNet50", problem.toString());
    }

    @Test
    void unitsReadNaturally() {
        assertEquals("1,204,311", Units.count(1_204_311));
        assertEquals("512 B", Units.bytes(512));
        assertEquals("1.5 KiB", Units.bytes(1536));
        assertEquals("2.0 GiB", Units.bytes(2L << 30));
        assertEquals("59 s", Units.duration(Duration.ofMillis(59_400)));
        assertEquals("3 min 20 s", Units.duration(Duration.ofSeconds(200)));
        assertEquals("2 h 05 min", Units.duration(Duration.ofMinutes(125)));
    }

    @Test
    void aPartOfTheWorkReportsIntoTheWhole() {
        List<Double> seen = new ArrayList<>();
        Progress whole = new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                seen.add(fraction);
            }

            @Override
            public boolean isCancelled() {
                return seen.size() > 1;
            }
        };
        Progress part = whole.sub(0.5, 1);
        part.report(0.5, () -> "half");
        part.checkCancelled();
        part.report(2, () -> "more than all");
        assertEquals(List.of(0.75, 1.0), seen);
        assertThrows(CancellationException.class, part::checkCancelled);
    }
}
