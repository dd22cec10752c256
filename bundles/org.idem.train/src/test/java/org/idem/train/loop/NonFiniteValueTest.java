package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunEvent.Kind;
import org.idem.train.TinyRun;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.centers.CenterField;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.layer.Centers;
import org.idem.train.optim.BufferRange;
import org.idem.train.record.NonFiniteValue;
import org.idem.train.record.StepResult;
import org.idem.train.setup.OptimizerFactory;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step does with numbers that are none, and how it names them. */
class NonFiniteValueTest {
    private static final String BIAS = "features.layers.3.bias";

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** Work with the first batch of a rank. */
    private interface Work<T> {
        T with(TrainingPlan plan, Batch batch) throws Exception;
    }

    private static <T> T withBatch(TinyRun tiny, int rank, Work<T> work) throws Exception {
        try (ImageDataset set = Datasets.openImages(tiny.config().train().path())) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), set);
            int count = tiny.config().train().batchSize();
            try (BatchLoader loader = new BatchLoader(
                    ImageSource.of(set, plan.classes()),
                    Transforms.of(tiny.config().train().transforms(), 32),
                    new DamageLimit(set.path(), set.size()),
                    new BatchLoader.Shape(count, 32, 1, 1))) {
                loader.start(1, plan.sampler().epoch(1, rank), 0);
                return work.with(plan, loader.next());
            }
        }
    }

    private static void set(ReplicaState replica, String name, float value) {
        FlatParameters parameters = replica.backbone().parameters();
        float[] values = parameters.read(name);
        Arrays.fill(values, value);
        parameters.write(name, values);
    }

    private static float[] centers(ReplicaState replica) {
        return Centers.all(replica.centers().centers(), CenterField.CENTERS);
    }

    @Test
    void aStepWithoutANumberChangesNothingAndNamesTheWeight() throws Exception {
        withBatch(TinyRun.in(folder, "weight"), 0, (plan, batch) -> {
            try (ReplicaState state = new ReplicaState(plan, new SoloCollective())) {
                Replica replica = new Replica(plan, new SoloCollective(), state);
                assertNull(replica.step(batch, 0, 0.01, ComputeOptions.FP32, () -> {})
                        .nonFinite());
                set(state, BIAS, Float.NaN);
                FlatParameters parameters = state.backbone().parameters();
                float[] values = parameters.values().toFloats();
                float[] statistics = parameters.statistics().toFloats();
                float[] centers = centers(state);
                StepResult outcome = replica.step(batch, 1, 0.01, ComputeOptions.FP32, () -> {});
                assertEquals(Kind.LOSS_NOT_FINITE, outcome.nonFinite().kind());
                assertEquals(BIAS, outcome.nonFinite().parameter());
                assertEquals(
                        "the loss is NaN, first in " + BIAS, outcome.nonFinite().what());
                assertArrayEquals(values, parameters.values().toFloats(), 0);
                assertArrayEquals(statistics, parameters.statistics().toFloats(), 0);
                assertArrayEquals(centers, centers(state), 0);
                assertEquals(1, state.optimizer().steps());
                return null;
            }
        });
    }

    @Test
    void theFirstBrokenGradientIsNamedThoughItWasToBeClipped() throws Exception {
        withBatch(TinyRun.in(folder, "gradient"), 0, (plan, batch) -> {
            try (ReplicaState state = new ReplicaState(plan, new SoloCollective())) {
                Replica replica = new Replica(plan, new SoloCollective(), state);
                FlatParameters parameters = state.backbone().parameters();
                BufferRange range = parameters.ranges().get(BIAS);
                float[] gradients = new float[(int) parameters.gradients().count()];
                gradients[(int) range.start()] = Float.NaN;
                parameters.gradients().copyFrom(gradients);
                assertTrue(Double.isNaN(
                        OptimizerFactory.of(plan.config()).clip().clip_(parameters.gradients(), parameters.ranges())));
                NonFiniteValue found = replica.finder().ofGradient(Double.NaN);
                assertEquals(Kind.GRADIENT_NOT_FINITE, found.kind());
                assertEquals(BIAS, found.parameter());
                NonFiniteValue scaled = replica.finder().ofGradient(0.5);
                assertEquals(Kind.LOSS_SCALE_AT_FLOOR, scaled.kind());
                assertEquals("the gradient is not finite at a loss scale of 0.5, first in " + BIAS, scaled.what());
                parameters.gradients().copyFrom(new float[gradients.length]);
                assertEquals(
                        "class centers", replica.finder().ofGradient(Double.NaN).parameter());
                return null;
            }
        });
    }

    @Test
    void weightsAndRunningStatisticsAreLookedThrough() throws Exception {
        withBatch(TinyRun.in(folder, "look"), 0, (plan, batch) -> {
            try (ReplicaState state = new ReplicaState(plan, new SoloCollective())) {
                Replica replica = new Replica(plan, new SoloCollective(), state);
                assertEquals(Optional.empty(), replica.finder().inWeights(0, 8));
                String statistic = BIAS.replace("bias", "_variance");
                set(state, statistic, 1e30f);
                assertEquals(Optional.empty(), replica.finder().inWeights(0, 8), "large is not broken");
                set(state, statistic, Float.POSITIVE_INFINITY);
                NonFiniteValue found = replica.finder().inWeights(0, 8).orElseThrow();
                assertEquals(Kind.WEIGHT_NOT_FINITE, found.kind());
                assertEquals(statistic, found.parameter());
                set(state, BIAS, Float.NaN);
                assertEquals(
                        BIAS, replica.finder().inWeights(0, 8).orElseThrow().parameter());
                return null;
            }
        });
    }

    @Test
    void allRanksNameTheClassCenterThatOneOfThemHolds() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "center", "Global.devices=2", "DataLoader.Train.sampler.batch_size=8");
        List<InProcessCollective> group = InProcessCollective.create(2);
        List<StepResult> outcomes = together(rank -> withBatch(tiny, rank, (plan, batch) -> {
            try (ReplicaState state = new ReplicaState(plan, group.get(rank))) {
                Replica replica = new Replica(plan, group.get(rank), state);
                if (rank == 1) {
                    float[] broken = new float[32];
                    broken[3] = Float.NaN;
                    state.centers().centers().write(CenterField.CENTERS, 2, broken);
                }
                StepResult outcome = replica.step(batch, 0, 0.01, ComputeOptions.FP32, () -> {});
                assertEquals(Optional.empty(), replica.finder().inWeights(0, 2));
                assertEquals(
                        "class centers (identity 6)",
                        replica.finder().inWeights(2, 8).orElseThrow().parameter());
                return outcome;
            }
        }));
        assertEquals("class centers (identity 6)", outcomes.get(0).nonFinite().parameter());
        assertEquals(outcomes.get(0), outcomes.get(1));
    }

    /** Every rank may look at once; a copy of a network each would not fit. */
    @Test
    void aLargeBufferIsReadInPieces() {
        int count = 12 << 20;
        try (Tensor buffer = Tensor.zeros(count)) {
            BufferRange all = new BufferRange(0, count);
            buffer.narrow(5, 1).fill_(3e38);
            buffer.narrow(6, 1).fill_(3e38);
            assertTrue(NonFiniteValueFinder.isFinite(buffer, all));
            buffer.narrow(count - 1, 1).fill_(Double.NaN);
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertFalse(NonFiniteValueFinder.isFinite(buffer, all));
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 4L * count / 2, allocated + " bytes");
        }
    }

    private interface Ranked<T> {
        T of(int rank) throws Exception;
    }

    private static <T> List<T> together(Ranked<T> work) {
        IntFunction<CompletableFuture<T>> start = rank -> CompletableFuture.supplyAsync(() -> {
            try {
                return work.of(rank);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return IntStream.range(0, 2).mapToObj(start).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
