package org.idem.train.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.config.LossScaleConfig;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.junit.jupiter.api.Test;

class LossScalerTest {
    private static LossScaleConfig keys(double initial, boolean dynamic) {
        return new LossScaleConfig(initial, 0x1p32, 2, 0.5, 3, 1, dynamic);
    }

    @Test
    void oneWorkersOverflowIsEveryWorkers() throws Exception {
        List<InProcessCollective> group = InProcessCollective.create(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<LossScaler>> futures = new ArrayList<>();
            for (InProcessCollective member : group) {
                futures.add(threads.submit(() -> {
                    LossScaler scaler = new LossScaler(keys(64, true), member);
                    assertFalse(scaler.update(false));
                    assertTrue(scaler.update(member.rank() == 1));
                    return scaler;
                }));
            }
            for (Future<LossScaler> future : futures) {
                assertEquals(new LossScaler.State(32, 0, 0), future.get().state());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void atOneItNoLongerHelps() {
        LossScaler scaler = new LossScaler(keys(2, true), new SoloCollective());
        assertFalse(scaler.isAtMinimum());
        scaler.update(true);
        assertTrue(scaler.isAtMinimum());
        scaler.update(true);
        assertEquals(0.5, scaler.scale());
        assertTrue(scaler.isAtMinimum());
    }

    @Test
    void aFixedScaleStays() {
        LossScaler scaler = new LossScaler(keys(48, false), new SoloCollective());
        for (int i = 0; i < 5; i++) {
            assertTrue(scaler.update(true));
            assertFalse(scaler.update(false));
        }
        assertEquals(new LossScaler.State(48, 0, 0), scaler.state());
    }

    @Test
    void goesOnFromACheckpoint() {
        LossScaler scaler = new LossScaler(keys(48, true), new SoloCollective());
        scaler.restore(new LossScaler.State(8, 2, 0));
        scaler.update(false);
        assertEquals(16, scaler.scale());
    }
}
