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
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.process.WatchedCollective;
import org.idem.train.record.CoordinatorFactory;
import org.idem.train.record.DivergedException;
import org.idem.train.record.ScalarWriter;
import org.idem.train.record.StatusWriter;
import org.idem.train.record.StepDecision;
import org.idem.train.record.StepEnd;
import org.idem.train.record.TrainLog;
import org.idem.train.record.TrainingContext;
import org.idem.train.record.TrainingCoordinator;
import org.idem.train.record.TrainingListener;
import org.idem.train.record.TrainingOutputs;
import org.idem.train.setup.InitialState;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.CpuFeatures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings in which a number of rank 0 is broken between two of its steps. */
class PoisonTest {
    private static final String BIAS = "features.layers.3.bias";

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** Does something to rank 0's state after some steps, on its own thread. */
    private record Poisoning(Map<Long, Consumer<ReplicaState>> doses, ReplicaState first) implements TrainingListener {
        @Override
        public StepDecision onStepEnd(StepEnd end) {
            doses.getOrDefault(end.position().step(), state -> {}).accept(first);
            return StepDecision.NONE;
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

    private static TrainingPosition train(TinyRun tiny, Map<Long, Consumer<ReplicaState>> doses) throws Exception {
        Clock clock = Clock.systemUTC();
        try (ImageDataset images = Datasets.openImages(tiny.config().train().path());
                ScalarWriter scalars = new ScalarWriter(tiny.run(), clock);
                StatusWriter status = new StatusWriter(tiny.run(), List::of, clock)) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), images);
            PrecisionChoice precision = PrecisionChoice.of(plan, null, CpuFeatures.detect());
            List<WatchedCollective> group = InProcessCollective.create(plan.world()).stream()
                    .map(WatchedCollective::new)
                    .toList();
            List<ReplicaState> states = new ArrayList<>();
            group.forEach(member -> states.add(new ReplicaState(plan, member)));
            TrainLog log = new TrainLog(new PrintStream(new ByteArrayOutputStream()), clock, plan);
            status.begin(plan, TrainingPosition.START);
            TrainingOutputs outputs = new TrainingOutputs(tiny.run(), clock, log, scalars, status);
            TrainingCoordinator coordinator = new CoordinatorFactory(outputs, tiny.stop())
                    .create(
                            new TrainingContext(plan, precision, states.get(0), group.get(0), List.of(), 0),
                            InitialState.of(tiny.run(), plan, false),
                            new Poisoning(doses, states.get(0)));
            try {
                return new WorkerGroup(plan, images, states, group, precision.arithmetic(), coordinator)
                        .run(TrainingPosition.START);
            } finally {
                states.forEach(ReplicaState::close);
            }
        }
    }

    private static void set(ReplicaState replica, float value) {
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
        Consumer<ReplicaState> spoil = replica -> {
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
        assertEquals(11, tiny.latest().state().optimizer().steps());
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
        Consumer<ReplicaState> spoil = replica -> {
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

    /** A weight broken after step 6 is found at once; all ranks go back to step 4 and end as one that never saw it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void brokenWeightsAreRolledBack(int workers) throws Exception {
        TinyRun plain = tiny("plain", workers, "rollback").with("Global.divergence.rate_factor=1");
        train(plain, Map.of());
        TinyRun tiny = tiny("weights", workers, "rollback").with("Global.divergence.rate_factor=1");
        boolean[] done = new boolean[1];
        Consumer<ReplicaState> once = replica -> {
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
