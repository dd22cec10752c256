package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.train.TinyRun;
import org.idem.train.centers.CenterField;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.tensor.CpuFeatures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings in which a number of the first worker is broken between two of its steps. */
class PoisonTest {
    private static final String BIAS = "features.layers.3.bias";

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** The first worker's duties, with something done to its replica after some steps, on its own thread. */
    private record Poisoning(TrainingCoordinator duties, Replica first, Map<Long, Consumer<Replica>> doses)
            implements TrainingCoordinator {
        @Override
        public void report(StepReport report) {
            duties.report(report);
        }

        @Override
        public long decide(TrainingPosition position) {
            Consumer<Replica> dose = doses.get(position.step());
            if (dose != null) {
                dose.accept(first);
            }
            return duties.decide(position);
        }

        @Override
        public long begin(TrainingPosition position) {
            return duties.begin(position);
        }

        @Override
        public long verify(Replica first, TrainingPosition position) {
            return duties.verify(first, position);
        }

        @Override
        public void save(TrainingPosition position, double rate) {
            duties.save(position, rate);
        }

        @Override
        public long broken(TrainingPosition position, NonFiniteValue fault) {
            return duties.broken(position, fault);
        }

        @Override
        public DivergedException failure() {
            return duties.failure();
        }

        @Override
        public Checkpoint lastGood() {
            return duties.lastGood();
        }

        @Override
        public void rolledBack(TrainingPosition from, TrainingPosition to) {
            duties.rolledBack(from, to);
        }

        @Override
        public double rateFactor() {
            return duties.rateFactor();
        }
    }

    private static TinyRun tiny(String name, int workers, String action) {
        return TinyRun.in(
                folder,
                name + workers,
                "Global.devices=" + workers,
                "DataLoader.Train.sampler.batch_size=" + 16 / workers,
                "Global.divergence.action=" + action);
    }

    private static TrainingPosition train(TinyRun tiny, Map<Long, Consumer<Replica>> doses) throws Exception {
        Clock clock = Clock.systemUTC();
        try (ImageDataset images = Datasets.openImages(tiny.config().train().path());
                ScalarWriter scalars = new ScalarWriter(tiny.run(), clock);
                StatusWriter status = new StatusWriter(tiny.run(), clock)) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), images);
            PrecisionChoice precision = PrecisionChoice.of(plan, null, CpuFeatures.detect());
            List<InProcessCollective> group = InProcessCollective.create(plan.world());
            List<Replica> replicas = new ArrayList<>();
            group.forEach(member -> replicas.add(new Replica(plan, member)));
            TrainLog log = new TrainLog(new PrintStream(new ByteArrayOutputStream()), clock, plan);
            RankZeroCoordinator.TrainingContext subject =
                    new RankZeroCoordinator.TrainingContext(plan, precision, replicas, List.of());
            TrainingCoordinator duties = new RankZeroCoordinator(
                    tiny.run(),
                    subject,
                    tiny.stop(),
                    new RankZeroCoordinator.TrainingOutputs(clock, log, scalars, status),
                    new CheckpointSaver(new CheckpointStore(tiny.run().checkpoints()), subject, 0),
                    new DivergenceMonitor(plan, RollbackState.NONE),
                    -1);
            try {
                TrainingCoordinator poisoning = new Poisoning(duties, replicas.get(0), doses);
                return new WorkerGroup(plan, images, replicas, group, precision.arithmetic(), poisoning)
                        .run(TrainingPosition.START);
            } finally {
                replicas.forEach(Replica::close);
            }
        }
    }

    private static void set(Replica replica, float value) {
        float[] values = replica.backbone().parameters().read(BIAS);
        values[5] = value;
        replica.backbone().parameters().write(BIAS, values);
    }

    /** The bias is NaN during step 6 only; window and checks are far away. The run is that without the update. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void oneBadStepIsLeftOutAndTheTrainingGoesOn(int workers) throws Exception {
        TinyRun tiny = tiny("skip", workers, "skip").with("Global.divergence.window=100", "Global.save_interval=3");
        float[] kept = new float[1];
        Consumer<Replica> spoil = replica -> {
            kept[0] = replica.backbone().parameters().read(BIAS)[5];
            set(replica, Float.NaN);
        };
        TrainingPosition end = train(tiny, Map.of(5L, spoil, 6L, replica -> set(replica, kept[0])));
        assertEquals(12, end.step());
        List<RunEvent> events = tiny.run().events().read();
        assertEquals(1, events.size(), events.toString());
        RunEvent event = events.get(0);
        assertEquals(6, event.step());
        assertEquals(Kind.LOSS_NOT_FINITE, event.kind());
        assertEquals(BIAS, event.parameter());
        assertEquals(Handling.SKIPPED, event.handling());
        assertEquals("the loss is NaN, first in " + BIAS + "; the update is left out", event.message());
        assertEquals(11, tiny.latest().state().optimizerSteps());
        double[] losses = tiny.losses();
        assertEquals(12, losses.length);
        assertTrue(Double.isNaN(losses[5]));
        assertTrue(Double.isFinite(losses[6]));
        assertTrue(
                tiny.run().status().message().contains("step 6: the loss is NaN"),
                tiny.run().status().message());
    }

    /** A class center that is broken after step 3 is found at the window's end after step 4, and not saved. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBrokenClassCenterIsFoundAtTheLogWindowAndNotSaved(int workers) throws Exception {
        TinyRun tiny = tiny("center", workers, "stop").with("Model.pfc_config.sample_ratio=0.5");
        Consumer<Replica> spoil = replica -> {
            int last = replica.centers().centers().count() - 1;
            float[] row = new float[32];
            row[9] = Float.POSITIVE_INFINITY;
            replica.centers().centers().write(CenterField.CENTERS, last, row);
        };
        DivergedException seen = assertThrows(DivergedException.class, () -> train(tiny, Map.of(4L, spoil)));
        int identity = workers == 1 ? 7 : 3;
        assertTrue(seen.getMessage().contains("class centers (identity " + identity + ")"), seen.getMessage());
        RunEvent event = tiny.run().events().read().get(0);
        assertEquals(4, event.step());
        assertEquals(Kind.WEIGHT_NOT_FINITE, event.kind());
        assertEquals("class centers (identity " + identity + ")", event.parameter());
        assertEquals(
                0, new CheckpointStore(tiny.run().checkpoints()).list().size(), "the checkpoint of step 4 was due");
    }

    /** A weight broken after step 6 is found at once; all workers go back to step 4 and end as one that never saw it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void brokenWeightsAreRolledBack(int workers) throws Exception {
        TinyRun plain = tiny("plain", workers, "rollback").with("Global.divergence.rate_factor=1");
        train(plain, Map.of());
        TinyRun tiny = tiny("weights", workers, "rollback").with("Global.divergence.rate_factor=1");
        boolean[] done = new boolean[1];
        Consumer<Replica> once = replica -> {
            if (!done[0]) {
                done[0] = true;
                set(replica, Float.NaN);
            }
        };
        train(tiny, Map.of(6L, once));
        RunEvent event = tiny.run().events().read().get(0);
        assertEquals(6, event.step());
        assertEquals(Kind.WEIGHT_NOT_FINITE, event.kind());
        assertEquals(BIAS, event.parameter());
        assertEquals(Handling.ROLLED_BACK, event.handling());
        assertArrayEquals(plain.losses(), tiny.losses());
        plain.weights()
                .forEach((name, values) ->
                        assertArrayEquals(values, tiny.weights().get(name), name));
    }
}
