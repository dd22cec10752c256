package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.input.Batch;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.centers.CenterField;
import org.idem.train.collective.SoloCollective;
import org.idem.train.layer.Centers;
import org.idem.train.record.StepResult;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By how much a step moves what is clipped together: the rate times the norm that is aimed at. */
class ClippingTest {
    private static final double RATE = 0.01;
    private static final double NORM = 0.5;

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /**
     * What one step did.
     *
     * @param result of the step
     * @param moved lengths of the steps of the network's tensors by name, and of the class centers as {@code centers}
     */
    private record Moved(StepResult result, Map<String, Double> moved) {
        double together(Predicate<String> names) {
            return Math.sqrt(moved.entrySet().stream()
                    .filter(entry -> names.test(entry.getKey()))
                    .mapToDouble(entry -> entry.getValue() * entry.getValue())
                    .sum());
        }
    }

    private static Moved step(String name, String... keys) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("Optimizer.weight_decay=0.0", "Optimizer.grad_clip.clip_norm=" + NORM));
        all.addAll(Arrays.asList(keys));
        TinyRun tiny = TinyRun.in(folder, name, all.toArray(String[]::new));
        try (ImageDataset set = Datasets.openImages(tiny.config().train().path())) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), set);
            try (ReplicaState state = new ReplicaState(plan, new SoloCollective());
                    BatchLoader loader = new BatchLoader(
                            ImageSource.of(set, plan.classes()),
                            Transforms.of(tiny.config().train().transforms(), 32),
                            new DamageLimit(set.path(), set.size()),
                            new BatchLoader.Shape(tiny.config().train().batchSize(), 32, 1, 1))) {
                loader.start(1, plan.sampler().epoch(1, 0), 0);
                Batch batch = loader.next();
                Map<String, float[]> before = values(state);
                StepResult result = new Replica(plan, new SoloCollective(), state)
                        .step(batch, 0, RATE, ComputeOptions.FP32, () -> {});
                Map<String, float[]> after = values(state);
                Map<String, Double> moved = new TreeMap<>();
                before.forEach((tensor, values) -> moved.put(tensor, distance(values, after.get(tensor))));
                return new Moved(result, moved);
            }
        }
    }

    private static Map<String, float[]> values(ReplicaState state) {
        FlatParameters parameters = state.backbone().parameters();
        Map<String, float[]> values = new TreeMap<>();
        parameters.ranges().keySet().forEach(name -> values.put(name, parameters.read(name)));
        values.put("centers", Centers.all(state.centers().centers(), CenterField.CENTERS));
        return values;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow((double) a[i] - b[i], 2);
        }
        return Math.sqrt(squares);
    }

    private static boolean isBias(String name) {
        return name.contains("bias");
    }

    @Test
    void aShardOfTheCentersIsExemptByItsName() throws Exception {
        Moved sharded = step("sharded");
        assertEquals(RATE * NORM, sharded.together(name -> !name.equals("centers")), 1e-6);
        assertTrue(sharded.moved().get("centers") > RATE * NORM);
    }

    @Test
    void replicatedCentersShareTheNormOfTheNetwork() throws Exception {
        Moved sharded = step("network");
        Moved whole = step("replicated", "Model.pfc_config.model_parallel=False");
        assertEquals(RATE * NORM, whole.together(name -> true), 1e-6);
        double centers = sharded.moved().get("centers") / RATE;
        assertEquals(
                Math.hypot(sharded.result().gradientNorm(), centers),
                whole.result().gradientNorm(),
                1e-4 * whole.result().gradientNorm());
    }

    @Test
    void aShardThatIsNotExemptSharesItToo() throws Exception {
        Moved moved = step("none", "Optimizer.grad_clip.no_clip_list=[]");
        assertEquals(RATE * NORM, moved.together(name -> true), 1e-6);
    }

    @Test
    void tensorsWithoutDecayHaveANormOfTheirOwn() throws Exception {
        Moved moved = step("groups", "Optimizer.no_weight_decay_name=[bias]", "Optimizer.grad_clip.no_clip_list=[]");
        assertEquals(RATE * NORM, moved.together(ClippingTest::isBias), 1e-6);
        assertEquals(RATE * NORM, moved.together(name -> !isBias(name)), 1e-6);
        Moved centersToo =
                step("centers", "Optimizer.no_weight_decay_name=[bias, dist]", "Optimizer.grad_clip.no_clip_list=[]");
        Predicate<String> exempt = name -> isBias(name) || name.equals("centers");
        assertEquals(RATE * NORM, centersToo.together(exempt), 1e-6);
        assertEquals(RATE * NORM, centersToo.together(exempt.negate()), 1e-6);
    }
}
