package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.idem.train.TinyRun;
import org.idem.train.tensor.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trainings on simulated cards, whose rules are a card's: every one equals that on the processor to the bit. */
class CardTrainingTest {
    private static final Device CARD = Device.simulated(0);

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    private static void assertEqualsProcessor(String name, String... keys) {
        List<String> all = new ArrayList<>(List.of("Global.max_train_step=3", "Global.save_interval_steps=3"));
        all.addAll(Arrays.asList(keys));
        TinyRun processor = TinyRun.in(folder, name, all.toArray(String[]::new));
        int workers = processor.config().global().devices();
        processor.trainOn(Collections.nCopies(workers, Device.CPU), false);
        TinyRun card = TinyRun.in(folder, name + "-card", all.toArray(String[]::new));
        card.trainOn(Collections.nCopies(workers, CARD), false);
        assertSameBits(processor, card);
    }

    private static void assertSameBits(TinyRun expected, TinyRun actual) {
        Map<String, float[]> got = actual.weights();
        expected.weights().forEach((name, values) -> assertArrayEquals(values, got.get(name), name));
        assertArrayEquals(expected.losses(), actual.losses());
        assertEquals(expected.latest().state().head(), actual.latest().state().head());
    }

    @ParameterizedTest
    @CsvSource({
        "mobile, MobileFaceNet_small",
        "residual, IResNet18",
        "transformer, FaceViT_tiny_patch9_112",
    })
    void everyFamily(String name, String model) {
        assertEqualsProcessor(name, "Model.name=" + model, "DataLoader.Train.sampler.batch_size=8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{MarginLoss: {s: 16, m1: 1.0, m2: 0.5, m3: 0.0}}",
                "{AdaFaceLoss: {s: 16, m: 0.2}}",
                "{CurricularFaceLoss: {s: 16, m: 0.2}}",
                "{MagFaceLoss: {s: 16, l_margin: 0.1, u_margin: 0.3}}",
                "{ElasticFaceLoss: {s: 16, mean: 0.2, plus: True}}",
                "{UniFaceLoss: {s: 16}}",
                "{LVFaceLoss: {s: 16, m: 0.2, ratios: [0.5, 0.25, 1.0], t_alpha: 1.0, thresholds: [1.0e-6, 0.9]}}"
            })
    void everyHead(String loss) {
        assertEqualsProcessor(loss.replaceAll("[^A-Za-z]", "").substring(0, 10), "Loss.Train=[" + loss + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Momentum", "AdamW", "MomentumLARS", "Adafactor"})
    void everyOptimizer(String optimizer) {
        assertEqualsProcessor(
                optimizer,
                "Optimizer.name=" + optimizer,
                "Optimizer.grad_clip.no_clip_list=[]",
                "Optimizer.no_weight_decay_name=[bias]",
                "Model.pfc_config.sample_ratio=0.5");
    }

    @Test
    void tilesSamplesTwoWorkersAndAverages() {
        assertEqualsProcessor(
                "tiles",
                "Global.devices=2",
                "Global.accum_steps=2",
                "Model.pfc_config.logits=tiled",
                "Model.pfc_config.sample_ratio=0.5",
                "DataLoader.Train.sampler.batch_size=8",
                "EMA={decay: 0.9}");
    }

    /** Single rows and whole blocks, for one worker and for two on one card, from memory and from the disk. */
    @ParameterizedTest
    @CsvSource({
        "host, full, fp32, 1, 1",
        "host, tiled, bf16, 32, 2",
        "disk, tiled, bf16_master, 32, 1",
        "disk, full, fp32, 32, 2",
        "disk, tiled, bf16, 1, 2"
    })
    void centersOfTheHostTravelByRows(String storage, String logits, String format, int block, int workers) {
        String[] keys = {
            "Model.class_num=200",
            "Model.pfc_config.sample_ratio=0.5",
            "Model.pfc_config.sample_block=" + block,
            "Model.pfc_config.logits=" + logits,
            "Model.pfc_config.center_format=" + format,
            "Global.devices=" + workers,
            "DataLoader.Train.sampler.batch_size=" + 16 / workers
        };
        String name = String.join("-", storage, logits, format);
        TinyRun memory = TinyRun.in(folder, "memory-" + name, keys).with("Global.max_train_step=3");
        memory.trainOn(Collections.nCopies(workers, Device.CPU), false);
        List<Device> cards = Collections.nCopies(workers, CARD);
        TinyRun card = TinyRun.in(folder, "card-" + name, keys)
                .with("Global.max_train_step=2", "Model.pfc_config.center_storage=" + storage);
        card.trainOn(cards, false);
        card = card.with("Global.max_train_step=3");
        card.trainOn(cards, true);
        assertSameBits(memory, card);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Model.pfc_config.sample_ratio=0.5 Global.accum_steps=2",
                "Model.pfc_config.logits=tiled Optimizer.grad_clip.no_clip_list=[]",
                "Model.pfc_config.model_parallel=False Optimizer.name=AdamW",
                "Loss.Train=[{LVFaceLoss:{s:16,m:0.2,t_alpha:1.0,thresholds:[1.0e-6,0.9]}}]"
            })
    void twoCardsEqualTwoWorkersOnTheProcessor(String keys) {
        List<String> all = new ArrayList<>(
                List.of("Global.max_train_step=3", "Global.devices=2", "DataLoader.Train.sampler.batch_size=8"));
        all.addAll(List.of(keys.split(" ")));
        String name = "two" + keys.hashCode();
        TinyRun processor = TinyRun.in(folder, name, all.toArray(String[]::new));
        processor.trainOn(List.of(Device.CPU, Device.CPU), false);
        TinyRun cards = TinyRun.in(folder, name + "-cards", all.toArray(String[]::new));
        cards.trainOn(List.of(CARD, Device.simulated(1)), false);
        assertSameBits(processor, cards);
    }

    @Test
    void verifiesOnACardAsOnTheProcessor() {
        String[] keys = {"Global.max_train_step=4", "Global.eval_during_train=True", "EMA={decay: 0.9}"};
        TinyRun processor = TinyRun.in(folder, "verify", keys);
        processor.trainOn(List.of(Device.CPU), false);
        TinyRun card = TinyRun.in(folder, "verify-card", keys);
        card.trainOn(List.of(CARD), false);
        assertSameBits(processor, card);
        assertTrue(processor.latest().state().best() > 0);
        assertEquals(processor.latest().state().best(), card.latest().state().best());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "fp16"})
    void halfPrecisionIsThatOfACard(String precision) {
        String[] keys = {"Global.max_train_step=3", "LRScheduler.learning_rate=0.01", "LRScheduler.warmup_end_lr=0.01"};
        TinyRun exact = TinyRun.in(folder, "exact-" + precision, keys);
        exact.trainOn(List.of(CARD), false);
        TinyRun half = TinyRun.in(folder, precision, keys).with("Global.device=auto", "Global.precision=" + precision);
        half.trainOn(List.of(CARD), false);
        assertTrue(half.log().contains("precision " + precision), half.log());
        assertArrayEquals(exact.losses(), half.losses(), 0.05 * exact.losses()[0]);
        assertNotEquals(exact.losses()[2], half.losses()[2]);
    }

    @Test
    void replicatedCentersInHalfTheBytes() {
        assertEqualsProcessor(
                "replicated",
                "Global.devices=2",
                "Model.pfc_config.model_parallel=False",
                "Model.pfc_config.center_format=bf16_master",
                "DataLoader.Train.sampler.batch_size=8");
    }
}
