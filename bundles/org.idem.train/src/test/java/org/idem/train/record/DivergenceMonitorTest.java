package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.idem.config.DivergenceConfig.Action;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.run.MetricLog;
import org.idem.run.RunEvent.Kind;
import org.idem.train.TinyRun;
import org.idem.train.checkpoint.RollbackState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceMonitorTest {
    private static final NonFiniteValue FOUND = new NonFiniteValue(Kind.LOSS_NOT_FINITE, "", "the loss is NaN");

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** What is done about a loss that is not finite, after steps that a log holds. */
    private static Action after(String name, Map<String, Double> row) {
        TinyRun tiny = TinyRun.in(folder, name, "Global.divergence.action=skip", "Global.divergence.max_skips=3");
        MetricLog log = tiny.run().metrics();
        try (MetricLog.Writer writer = tiny.run().openMetrics()) {
            for (int step = 1; step <= 5; step++) {
                writer.add(step, 0, row);
            }
        }
        DivergenceMonitor monitor = new DivergenceMonitor(
                TrainingPlan.of(tiny.config(), new DatasetSize(Path.of("faces"), 64, 8)), RollbackState.NONE);
        monitor.replay(log);
        return monitor.decide(FOUND).action();
    }

    @Test
    void whatASmallerLossScaleMayHelpIsNoSkipAfterAResumeEither() {
        Map<String, Double> overflow =
                Map.of("train/loss", 5.0, "train/grad_norm", Double.NaN, "train/lr", 0.1, "train/loss_scale", 1024.0);
        assertEquals(Action.SKIP, after("overflow", overflow));
        Map<String, Double> atFloor =
                Map.of("train/loss", 5.0, "train/grad_norm", Double.NaN, "train/lr", 0.1, "train/loss_scale", 1.0);
        assertEquals(Action.STOP, after("floor", atFloor));
        Map<String, Double> unscaled = Map.of("train/loss", 5.0, "train/grad_norm", Double.NaN, "train/lr", 0.1);
        assertEquals(Action.STOP, after("unscaled", unscaled));
        Map<String, Double> loss = Map.of(
                "train/loss", Double.NaN, "train/grad_norm", Double.NaN, "train/lr", 0.1, "train/loss_scale", 1024.0);
        assertEquals(Action.STOP, after("loss", loss));
    }
}
