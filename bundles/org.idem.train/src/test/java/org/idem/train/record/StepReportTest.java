package org.idem.train.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.run.MetricTags;
import org.idem.run.ValueHistogram;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.layer.LayerObservation;
import org.junit.jupiter.api.Test;

/** What is logged of a step, which is what the rules see of it. */
class StepReportTest {
    private static StepReport report(double lossScale) {
        StepResult result = new StepResult(3.5, 2, lossScale, false, null, null);
        return new StepReport(
                new TrainingPosition(7, 1, 7), result, 0.1, null, 64, 0.5, 0.125, new double[0], Map.of());
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
                        MetricTags.STEP_SECONDS,
                        MetricTags.DATA_WAIT),
                List.copyOf(report(1024).scalars().keySet()));
        assertEquals(
                List.of(3.5, 0.1, 2.0, 1024.0, 128.0, 0.5, 0.125),
                List.copyOf(report(1024).scalars().values()));
    }

    @Test
    void aLossThatIsNotScaledHasNoScale() {
        assertFalse(report(Double.NaN).scalars().containsKey(MetricTags.LOSS_SCALE));
    }

    private static StepReport observed(double[] workers) {
        return observed(workers, Optional.empty());
    }

    private static StepReport observed(double[] workers, Optional<BlockTraffic> blocks) {
        LayerObservation layer = new LayerObservation(
                new float[] {20, 30}, new float[] {0.5f, 0.7f}, new float[] {-0.1f, 0.1f, 0.3f}, 1);
        StepResult result = new StepResult(3.5, 2, Double.NaN, false, null, new StepObservation(layer, 4, blocks));
        Map<String, Double> machine = Map.of(MetricTags.MEMORY, 1e9);
        return new StepReport(new TrainingPosition(7, 1, 7), result, 0.1, null, 64, 0.5, 0.125, workers, machine);
    }

    @Test
    void whatIsLookedAtEveryFewStepsIsLoggedToo() {
        Map<String, Double> scalars = observed(new double[0]).scalars();
        assertEquals(4, scalars.get(MetricTags.CENTERS_GRADIENT_NORM));
        assertEquals(25, scalars.get(MetricTags.EMBEDDING_NORM));
        assertEquals(0.6, scalars.get(MetricTags.POSITIVE_COSINE), 1e-6);
        assertEquals(0.1, scalars.get(MetricTags.NEGATIVE_COSINE), 1e-6);
        assertEquals(0.5, scalars.get(MetricTags.MARGIN_VIOLATIONS));
        assertEquals(1e9, scalars.get(MetricTags.MEMORY));
        assertFalse(scalars.containsKey(MetricTags.WORKER_SKEW), "there is one worker");
        Map<String, ValueHistogram> spreads = observed(new double[0]).histograms();
        assertEquals(2, spreads.get(MetricTags.POSITIVE_COSINES).total());
        assertEquals(3, spreads.get(MetricTags.NEGATIVE_COSINES).total());
        assertEquals(Map.of(), report(1).histograms());
    }

    @Test
    void blocksOfCentersOnDiskAreLogged() {
        Map<String, Double> scalars = observed(new double[0], Optional.of(new BlockTraffic(7, 5, 0.5, 0.01)))
                .scalars();
        assertEquals(7, scalars.get(MetricTags.CENTER_BLOCKS_READ));
        assertEquals(5, scalars.get(MetricTags.CENTER_BLOCKS_WRITTEN));
        assertEquals(0.5, scalars.get(MetricTags.CENTER_BLOCKS_AWAITED));
        assertEquals(0.01, scalars.get(MetricTags.CENTER_WAIT));
        assertFalse(observed(new double[0]).scalars().containsKey(MetricTags.CENTER_WAIT), "centers are in memory");
    }

    @Test
    void theSkewIsThatOfTheSlowestWorkerAgainstTheUsualOne() {
        Map<String, Double> scalars = observed(new double[] {1, 1.1, 2.2, 1.1}).scalars();
        assertEquals(1, scalars.get(MetricTags.WORKER_SKEW), 1e-9);
        assertEquals(2, scalars.get(MetricTags.SLOWEST_WORKER));
    }
}
