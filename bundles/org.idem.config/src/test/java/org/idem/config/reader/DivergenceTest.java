package org.idem.config.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.config.GlobalConfig;
import org.idem.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {

    private static GlobalConfig global(String... overrides) {
        return Fixtures.read(Fixtures.SOUND, overrides).require().global();
    }

    @Test
    void withoutTheSectionTrainingStopsAndTheLogWindowCounts() {
        GlobalConfig global = global("Global.print_batch_step=7");
        DivergenceConfig divergence = global.divergence();
        assertEquals(Action.STOP, divergence.action());
        assertEquals(7, divergence.window());
        assertEquals(new DivergenceConfig.Flat(Action.WARN, 40, 0.01, 1), divergence.flat());
        assertEquals(new DivergenceConfig.Growing(Action.WARN, 20, 10), divergence.growing());
        assertFalse(divergence.mayRollBack());
        assertEquals(Duration.ofMinutes(5), global.checkpoints().everyTime());
    }

    @Test
    void everyKeyCounts() {
        GlobalConfig global = global(
                "Global.save_interval_minutes=0.5",
                "Global.divergence.action=skip",
                "Global.divergence.window=3",
                "Global.divergence.max_skips=4",
                "Global.divergence.max_rollbacks=5",
                "Global.divergence.rate_factor=0.25",
                "Global.divergence.flat_loss=rollback",
                "Global.divergence.growing_gradient=ignore");
        DivergenceConfig divergence = global.divergence();
        assertEquals(Action.SKIP, divergence.action());
        assertEquals(3, divergence.window());
        assertEquals(4, divergence.maxSkips());
        assertEquals(5, divergence.maxRollbacks());
        assertEquals(0.25, divergence.rateFactor());
        assertEquals(Action.IGNORE, divergence.growing().action());
        assertTrue(divergence.mayRollBack());
        assertEquals(Duration.ofSeconds(30), global.checkpoints().everyTime());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action=retry",
                "action=warn",
                "flat_loss=skip",
                "rate_factor=0",
                "rate_factor=1.5",
                "max_rollbacks=0",
                "gradient_factor=1",
                "patience=3"
            })
    void whatMakesNoSenseIsRefusedByName(String wrong) {
        InputException seen = assertThrows(InputException.class, () -> global("Global.divergence." + wrong));
        assertTrue(seen.getMessage().contains(wrong.replaceAll("=.*", "")), seen.getMessage());
    }
}
