package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.core.InputException;
import org.idem.data.ImageDataset;
import org.idem.data.PairDataset;
import org.idem.data.format.Datasets;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.EvaluationStore;
import org.idem.run.HistogramSeries;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricTags;
import org.idem.run.RunStatus;
import org.idem.train.TinyRun;
import org.idem.train.setup.PrecisionChoice;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static void assertSameBits(TinyRun expected, TinyRun actual) {
        assertClose(expected, actual, 0f);
    }

    private static void assertClose(TinyRun expected, TinyRun actual, float tolerance) {
        Map<String, float[]> wanted = expected.weights();
        Map<String, float[]> got = actual.weights();
        assertEquals(wanted.keySet(), got.keySet());
        wanted.forEach((name, values) -> assertArrayEquals(values, got.get(name), tolerance, name));
    }

    @Test
    void learnsVerifiesAndWritesTheWholeRun() {
        TinyRun tiny = TinyRun.in(
                folder,
                "learn",
                "Global.print_batch_step=2",
                "Global.epochs=6",
                "Global.eval_during_train=True",
                "Global.eval_interval=3");
        assertEquals(Trainer.End.DONE, tiny.train(false));

        double[] losses = tiny.losses();
        assertEquals(24, losses.length);
        double first = Arrays.stream(losses, 0, 4).average().orElseThrow();
        double last = Arrays.stream(losses, 20, 24).average().orElseThrow();
        assertTrue(last < 0.6 * first, first + " -> " + last);

        RunStatus status = tiny.run().status();
        assertEquals(RunStatus.State.DONE, status.state());
        assertEquals(24, status.progress().step());
        assertEquals(24, status.progress().totalSteps());
        assertEquals(6, status.progress().epoch());
        assertEquals(2, EvaluationStore.read(tiny.run()).size());
        assertTrue(new CheckpointStore(tiny.run().checkpoints()).best().isPresent());
        assertTrue(tiny.run().metrics().tags().contains("eval/verify/accuracy"));
        assertTrue(tiny.run().metrics().tags().contains("train/data_wait"));
        assertCosinesDriftApart(tiny);
        assertEquals("fp32", tiny.run().environment().get("precision"));
        assertTrue(
                tiny.log().contains("[Train][Epoch 6/6][Iter: 4/4]lr: ")
                        && tiny.log().contains("images/sec, eta: 0:00:00"),
                tiny.log());
    }

    private static void assertCosinesDriftApart(TinyRun tiny) {
        MetricHistory history = new MetricHistory(tiny.run().metrics());
        history.poll();
        double[] own = history.series(MetricTags.POSITIVE_COSINE).values();
        double[] others = history.series(MetricTags.NEGATIVE_COSINE).values();
        assertEquals(12, own.length, "every second step");
        assertTrue(own[11] > own[0] + 0.2, own[0] + " to " + own[11]);
        assertTrue(own[11] > others[11] + 0.3, "other classes have " + others[11]);
        double[] violations = history.series(MetricTags.MARGIN_VIOLATIONS).values();
        assertTrue(violations[0] > 0.5 && violations[11] < violations[0], Arrays.toString(violations));
        assertTrue(history.series(MetricTags.CENTERS_GRADIENT_NORM).last() > 0);
        assertTrue(history.series(MetricTags.EMBEDDING_NORM).last() > 0);
        assertTrue(history.series(MetricTags.MEMORY).last() > 1e6);
        HistogramSeries spread = history.histograms(MetricTags.POSITIVE_COSINES);
        assertEquals(own[11], spread.histograms().get(11).quantile(0.5), 0.3);
    }

    @Test
    void resumesInTheMiddleOfAnEpochToTheBit() {
        TinyRun whole = TinyRun.in(folder, "whole");
        whole.train(false);
        TinyRun halved = TinyRun.in(folder, "halved", "Global.max_train_step=6");
        halved.train(false);
        assertEquals(6, halved.latest().state().step());
        TinyRun resumed = halved.with("Global.max_train_step=0");
        assertEquals(Trainer.End.DONE, resumed.train(true));
        assertSameBits(whole, resumed);
        assertArrayEquals(whole.losses(), resumed.losses(), 0);
    }

    @Test
    void resumesPartialFcWithTwoWorkersToTheBit() {
        String[] two = {"Global.devices=2", "Model.pfc_config.sample_ratio=0.5", "DataLoader.Train.sampler.batch_size=8"
        };
        TinyRun whole = TinyRun.in(folder, "whole2", two);
        whole.train(false);
        TinyRun halved = TinyRun.in(folder, "halved2", two).with("Global.max_train_step=5");
        halved.train(false);
        TinyRun resumed = halved.with("Global.max_train_step=0");
        resumed.train(true);
        assertSameBits(whole, resumed);
    }

    /** Gentle enough that rounding does not grow: flipped PReLUs soon part trajectories at higher rates. */
    private static final String[] GENTLE = {
        "LRScheduler.learning_rate=0.001", "LRScheduler.warmup_end_lr=0.001", "Global.max_train_step=6"
    };

    private static final String[] ONE = {"Global.accum_steps=2", "DataLoader.Train.sampler.batch_size=32"};
    private static final String[] TWO = {
        "Global.accum_steps=1", "Global.devices=2", "DataLoader.Train.sampler.batch_size=16"
    };

    /** By libtorch's operations: workers add in another order, and what grows of that depends on every rounding before. */
    @Test
    void twoWorkersTakeTheStepsOfOne() {
        TinyRun one = TinyRun.in(folder, "one", ONE).with(GENTLE);
        one.trainOn(List.of(Device.CPU), false);
        TinyRun two = TinyRun.in(folder, "two", TWO).with(GENTLE);
        two.trainOn(List.of(Device.CPU, Device.CPU), false);
        assertEquals(6, two.losses().length);
        assertEquals(5, two.run().metrics().read(MetricTags.WORKER_SKEW).size(), "known from the second step on");
        assertArrayEquals(one.losses(), two.losses(), 1e-4);
        assertClose(one, two, 5e-5f);
    }

    @Test
    void goesOnWithAnotherNumberOfWorkers() {
        TinyRun whole = TinyRun.in(folder, "unsharded", ONE).with(GENTLE);
        whole.train(false);
        TinyRun one = TinyRun.in(folder, "reshard", ONE).with(GENTLE).with("Global.max_train_step=3");
        one.train(false);
        TinyRun two = one.with(TWO).with("Global.max_train_step=6");
        two.train(true);
        assertClose(whole, two, 5e-5f);
        assertTrue(two.log().contains("The config was changed since the checkpoint"), two.log());
    }

    @Test
    void stopFileSavesAndEnds() {
        TinyRun tiny = TinyRun.in(folder, "stop");
        tiny.run().requestStop();
        assertEquals(Trainer.End.STOPPED, tiny.train(false));
        assertEquals(RunStatus.State.STOPPED, tiny.run().status().state());
        assertEquals(1, tiny.latest().state().step());

        tiny.run().clearStop();
        tiny.stop().request();
        assertEquals(Trainer.End.STOPPED, tiny.train(true));
        assertEquals(2, tiny.latest().state().step());
    }

    @Test
    void aRunThatIsBeingTrainedIsLeftAlone() {
        TinyRun tiny = TinyRun.in(folder, "busy");
        try (MetricLog.Writer other = tiny.run().openMetrics()) {
            other.add(1, 0, Map.of("train/loss", 1.0));
            assertThrows(InputException.class, () -> tiny.train(false));
        }
        assertEquals(RunStatus.State.STARTING, tiny.run().status().state());
    }

    @Test
    void aFailureOfOneWorkerEndsTheRunAndSaysWhy() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        for (String name : List.of("train.rec", "train.idx")) {
            Files.copy(folder.resolve("faces").resolve(name), broken.resolve(name));
        }
        byte[] records = Files.readAllBytes(broken.resolve("train.rec"));
        for (int at = 200; at < 9000; at++) {
            records[at] = (byte) at;
        }
        Files.write(broken.resolve("train.rec"), records);
        TinyRun tiny = TinyRun.in(
                folder,
                "broken",
                "Global.devices=2",
                "DataLoader.Train.dataset.cls_label_path=" + broken.resolve("train.rec"));
        InputException seen = assertThrows(InputException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().contains("damaged, more than 1 %"), seen.getMessage());
        assertEquals(RunStatus.State.FAILED, tiny.run().status().state());
        assertTrue(
                tiny.run().status().message().contains("damaged"),
                tiny.run().status().message());
    }

    @Test
    void aDamagedCheckpointIsRefusedWithItsName() throws Exception {
        TinyRun tiny = TinyRun.in(folder, "damaged", "Global.max_train_step=2");
        tiny.train(false);
        Path weights = tiny.latest().folder().resolve("backbone.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length - 4));
        InputException cut = assertThrows(
                InputException.class, () -> tiny.with("Global.max_train_step=4").train(true));
        assertTrue(cut.getMessage().contains("backbone.safetensors")
                && cut.getMessage().contains("bytes"));
        bytes[bytes.length - 9] ^= 1;
        Files.write(weights, bytes);
        InputException changed = assertThrows(
                InputException.class, () -> tiny.with("Global.max_train_step=4").train(true));
        assertTrue(changed.getMessage().contains("CRC"), changed.getMessage());
        bytes[bytes.length - 9] ^= 1;
        Files.write(weights, bytes);
        Files.delete(tiny.latest().folder().resolve("centers-000000000-000000008.safetensors"));
        InputException missing = assertThrows(
                InputException.class, () -> tiny.with("Global.max_train_step=4").train(true));
        assertTrue(missing.getMessage().contains("class centers"), missing.getMessage());
    }

    @Test
    void precisionFollowsProcessorNetworkAndCheckpoint() throws Exception {
        CpuFeatures plain = new CpuFeatures("plain", Set.of("avx2"));
        CpuFeatures able = new CpuFeatures("able", Set.of("avx2", "amx_bf16"));
        TinyRun depthwise = TinyRun.in(folder, "auto").with("Global.precision=auto");
        TinyRun residual = TinyRun.in(folder, "auto-r", "Model.name=IResNet18", "Model.blocks=null")
                .with("Global.precision=auto", "DataLoader.Train.sampler.batch_size=4");
        try (ImageDataset set = Datasets.openImages(depthwise.config().train().path())) {
            TrainingPlan plan = TrainingPlan.of(depthwise.config(), set);
            assertEquals(
                    ComputeOptions.FP32, PrecisionChoice.of(plan, null, plain).arithmetic());
            assertTrue(PrecisionChoice.of(plan, null, able).reason().startsWith("measured"));
            assertEquals(
                    ComputeOptions.BF16, PrecisionChoice.of(plan, "bf16", able).arithmetic());
            assertEquals(
                    ComputeOptions.FP32, PrecisionChoice.of(plan, "bf16", plain).arithmetic());
            TrainingPlan convolutions = TrainingPlan.of(residual.config(), set);
            String reason = PrecisionChoice.of(convolutions, null, able).reason();
            assertTrue(reason.matches("measured \\d+ ms a step of 4 images in fp32, \\d+ ms in bf16"), reason);
        }
    }

    @Test
    void trainsInBfloat16WhereTheConfigSaysSo() {
        TinyRun tiny = TinyRun.in(folder, "bf16", "Global.max_train_step=2").with("Global.precision=bf16");
        tiny.train(false);
        assertEquals("bf16", tiny.latest().state().precision());
        assertTrue(Arrays.stream(tiny.losses()).allMatch(Double::isFinite));
    }

    @Test
    void beginsWithTheWeightsOfAnotherRun() {
        TinyRun first = TinyRun.in(folder, "teacher", "Global.max_train_step=4");
        first.train(false);
        TinyRun second = TinyRun.in(
                folder,
                "pupil",
                "Global.max_train_step=1",
                "LRScheduler.warmup_end_lr=0.0",
                "LRScheduler.learning_rate=0.0",
                "Global.pretrained_model=" + first.latest().folder());
        second.train(false);
        assertArrayEquals(
                first.weights().get("conv_sep.layers.0.weight"),
                second.weights().get("conv_sep.layers.0.weight"),
                0f);
        TinyRun third = TinyRun.in(
                folder,
                "successor",
                "Global.max_train_step=5",
                "Global.checkpoint=" + first.run().path());
        third.train(false);
        assertEquals(5, third.latest().state().step());
        assertEquals(1, third.losses().length);
    }

    @Test
    void moreIdentitiesThanTheConfigSaysAreRefused() {
        TinyRun tiny = TinyRun.in(folder, "classes", "Model.class_num=5");
        InputException seen = assertThrows(InputException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().contains("Model.class_num"), seen.getMessage());
        assertEquals(RunStatus.State.FAILED, tiny.run().status().state());
    }

    @Test
    void aVerificationSetOfOneKindOfPairsIsRefusedBeforeTheFirstStep() throws Exception {
        Path list = Files.createDirectories(folder.resolve("one-kind"));
        try (PairDataset set = Datasets.openPairs(folder.resolve("faces/verify.bin"))) {
            Files.write(list.resolve("a.jpg"), set.first(0).copy());
            Files.write(list.resolve("b.jpg"), set.second(0).copy());
        }
        Files.writeString(list.resolve("pairs.txt"), "a.jpg\tb.jpg\t1\nb.jpg\ta.jpg\t1\n");
        TinyRun tiny = TinyRun.in(
                folder,
                "one-kind",
                "Global.eval_during_train=True",
                "DataLoader.Eval.dataset.cls_label_path=" + list.resolve("pairs.txt"),
                "DataLoader.Eval.dataset.image_root=" + list);
        InputException seen = assertThrows(InputException.class, () -> tiny.train(false));
        assertTrue(seen.getMessage().contains("pairs of both kinds"), seen.getMessage());
        assertEquals(0, tiny.losses().length);
        assertEquals(RunStatus.State.FAILED, tiny.run().status().state());
    }
}
