package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.InputException;
import org.idem.fuzz.sample.Pickler;
import org.idem.fuzz.sample.Saved;
import org.idem.model.Graph;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.TensorSpec;
import org.idem.plan.ClassShard;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.golden.Fill;
import org.idem.train.layer.Centers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with the weights of others; the learning rate is 0, so that they end with them too. */
class StartFromWeightsTest {
    private static final Graph GRAPH =
            Graphs.graph(new ModelSpec("MobileFaceNet_small", 32, 32, List.of(0, 0, 0, 0), 1));

    @TempDir
    private static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static TinyRun started(String name, Path weights, String... more) {
        List<String> overrides = new ArrayList<>(List.of(
                "Global.max_train_step=1",
                "LRScheduler.warmup_steps=0",
                "LRScheduler.warmup_end_lr=0.0",
                "LRScheduler.learning_rate=0.0",
                "Global.pretrained_model=" + weights));
        overrides.addAll(List.of(more));
        return TinyRun.in(folder, name, overrides.toArray(new String[0]));
    }

    private static Path torch(String name, int identities) throws IOException {
        Saved saved = new Saved();
        Map<String, Object> backbone = new LinkedHashMap<>();
        for (TensorSpec spec : GRAPH.tensors()) {
            String torch = spec.name()
                    .replace("._weight", ".weight")
                    .replace("._mean", ".running_mean")
                    .replace("._variance", ".running_var");
            backbone.put("module." + torch, saved.torch(Fill.tensor(spec), spec.shape()));
        }
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("epoch", 7);
        dict.put("state_dict_backbone", backbone);
        dict.put("state_dict_softmax_fc", Map.of("weight", saved.torch(centers(identities), identities, 32)));
        return Files.write(folder.resolve(name), saved.zip(dict));
    }

    /** Weights of the first tensors only, one value of the last of them broken. */
    private static Path some(String name, int count, float broken) throws IOException {
        Saved saved = new Saved();
        Map<String, Object> dict = new LinkedHashMap<>();
        for (TensorSpec spec : GRAPH.tensors().subList(0, count)) {
            float[] values = Fill.tensor(spec);
            values[0] = dict.size() == count - 1 ? broken : values[0];
            dict.put(spec.name(), saved.torch(values, spec.shape()));
        }
        return Files.write(folder.resolve(name), saved.zip(dict));
    }

    @Test
    void weightsThatMostOfTheNetworkIsNotInAreRefused() throws IOException {
        TinyRun run = started("few", some("few.pt", 1, 0));
        InputException e = assertThrows(InputException.class, () -> run.train(false));
        assertTrue(e.getMessage().contains("Only 1 of the " + GRAPH.tensors().size() + " tensors"), e.getMessage());
        assertEquals(RunStatus.State.FAILED, run.run().status().state());
    }

    @Test
    void aBrokenWeightIsPutDownToTheFile() throws IOException {
        int all = GRAPH.tensors().size();
        TensorSpec last = GRAPH.tensors().get(all - 1);
        for (float broken : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            TinyRun run = started("broken", some("broken.pt", all, broken));
            InputException e = assertThrows(InputException.class, () -> run.train(false));
            assertTrue(e.getMessage().contains("tensor " + last.name() + " holds " + broken), e.getMessage());
            assertTrue(e.getMessage().contains("broken.pt"), e.getMessage());
        }
    }

    private static float[] centers(int identities) {
        return Fill.tensor(new TensorSpec("head.weight", TensorSpec.Kind.LINEAR, identities, 32));
    }

    private static float[] centersOf(TinyRun run, int identities) {
        ClassShard all = ClassShard.of(identities, 0, 1);
        try (MemoryCenters read = new MemoryCenters(identities, 32, CenterFormat.FP32, false, 1)) {
            run.latest().loadInto(new Checkpoint.Shard(all, read));
            return Centers.all(read, CenterField.CENTERS);
        }
    }

    private static void assertTakenOver(TinyRun run) {
        Map<String, float[]> weights = run.weights();
        for (TensorSpec spec : GRAPH.tensors()) {
            if (spec.kind().trainable()) {
                assertArrayEquals(Fill.tensor(spec), weights.get(spec.name()), spec.name());
            }
        }
    }

    @Test
    void aCheckpointOfPyTorchWithItsClassCenters() throws IOException {
        TinyRun run = started("torch", torch("checkpoint.pt", 8));
        run.train(false);
        assertTakenOver(run);
        assertArrayEquals(centers(8), centersOf(run, 8));
        int all = GRAPH.tensors().size();
        assertTrue(
                run.log().contains("(PyTorch): " + all + " of " + all + " tensors of MobileFaceNet_small"), run.log());
        assertTrue(run.log().contains("Class centers of 8 identities are taken"), run.log());
        assertFalse(run.log().contains("WARNING"), run.log());
    }

    @Test
    void twoWorkersShareTheClassCenters() throws IOException {
        TinyRun run = started("torch-two", torch("checkpoint.pth", 8), "Global.devices=2");
        run.train(false);
        assertTakenOver(run);
        assertArrayEquals(centers(8), centersOf(run, 8));
    }

    @Test
    void classCentersOfOtherIdentitiesAreDropped() throws IOException {
        TinyRun run = started("dropped", torch("others.pt", 9));
        run.train(false);
        assertTakenOver(run);
        assertTrue(
                run.log().contains("WARNING: The weights' class centers are dropped: they are of 9 identities"),
                run.log());
    }

    @Test
    void filesOfPlscWithTheirWorkers() throws IOException {
        Map<String, Object> dict = new LinkedHashMap<>();
        for (TensorSpec spec : GRAPH.tensors()) {
            long[] shape = spec.shape();
            float[] values = Fill.tensor(spec);
            if (spec.kind() != TensorSpec.Kind.LINEAR) {
                dict.put(spec.name(), Saved.paddleTensor(values, shape));
            } else {
                float[] turned = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    turned[i % (int) shape[1] * (int) shape[0] + i / (int) shape[1]] = values[i];
                }
                dict.put(spec.name(), Saved.paddleTensor(turned, shape[1], shape[0]));
            }
        }
        String missing = GRAPH.tensors().get(1).name();
        Object left = dict.remove(missing);
        Files.write(folder.resolve("best_model.pdparams"), Saved.paddle(4, dict));
        dict.put(missing, left);
        Path latest = Files.createDirectories(folder.resolve("plsc")).resolve("latest");
        Files.write(Path.of(latest + ".pdparams"), Saved.paddle(4, dict));
        float[] all = centers(8);
        int[] cuts = {0, 3, 6, 8};
        for (int worker = 0; worker < 3; worker++) {
            float[] some = Arrays.copyOfRange(all, 32 * cuts[worker], 32 * cuts[worker + 1]);
            Object tensor = Saved.paddleTensor(some, cuts[worker + 1] - cuts[worker], 32);
            Files.write(
                    Path.of(latest + "_rank" + worker + ".pdparams"), Saved.paddle(4, Map.of("head.weight", tensor)));
        }
        TinyRun run = started("plsc", latest, "Global.devices=2");
        run.train(false);
        assertTakenOver(run);
        assertArrayEquals(all, centersOf(run, 8));
        assertTrue(run.log().contains("Class centers of 8 identities are taken from 3 workers' files"), run.log());
        TinyRun lacking = started("lacking", folder.resolve("best_model"));
        lacking.train(false);
        assertTrue(lacking.log().contains("WARNING: The weights lack 1 tensor: " + missing), lacking.log());
    }

    @Test
    void theClassCentersOfAnotherRun() {
        TinyRun first = TinyRun.in(folder, "first", "Global.max_train_step=2");
        first.train(false);
        TinyRun second = started("second", first.run().path());
        second.train(false);
        assertArrayEquals(centersOf(first, 8), centersOf(second, 8));
        assertTrue(second.log().contains("(a checkpoint): "), second.log());
    }

    @Test
    void anotherNetworkAndAnythingButDataAreRefused() throws IOException {
        TinyRun other = started("other", torch("narrow.pt", 8), "Model.num_features=16");
        InputException e = assertThrows(InputException.class, () -> other.train(false));
        assertTrue(e.getMessage().contains("has shape [32, 512]"), e.getMessage());
        assertEquals(RunStatus.State.FAILED, other.run().status().state());
        Path evil = Files.write(folder.resolve("evil.pt"), new Saved().zip(new Pickler.Call("os", "system", "x")));
        e = assertThrows(InputException.class, () -> started("evil", evil).train(false));
        assertTrue(e.getMessage().contains("os.system"), e.getMessage());
    }
}
