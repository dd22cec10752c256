package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.idem.run.MetricTags;
import org.idem.train.checkpoint.TrainingPosition;
import org.junit.jupiter.api.Test;

/** What is logged of a step, which is what the rules see of it. */
class StepReportTest {
    private static StepReport report(double lossScale) {
        StepResult result = new StepResult(3.5, 2, lossScale, false, null);
        return new StepReport(new TrainingPosition(7, 1, 7), result, 0.1, null, 64, 0.5, 0.125);
    }

    @Test
    void aStepIsLoggedUnderItsTags() {
        assertEquals(
                List.of(
                        MetricTags.LOSS,
                        MetricTags.LEARNING_RATE,
                        MetricTags.GRADIENT_NORM,
                        MetricTags.LOSS_SCALE,
                        MetricTags.IMAGES_PER_SECOND,
                        MetricTags.DATA_WAIT),
                List.copyOf(report(1024).scalars().keySet()));
        assertEquals(
                List.of(3.5, 0.1, 2.0, 1024.0, 128.0, 0.125),
                List.copyOf(report(1024).scalars().values()));
    }

    @Test
    void aLossThatIsNotScaledHasNoScale() {
        assertFalse(report(Double.NaN).scalars().containsKey(MetricTags.LOSS_SCALE));
    }
}
