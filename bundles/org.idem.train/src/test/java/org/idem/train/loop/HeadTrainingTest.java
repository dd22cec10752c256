package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads chosen in the config, from the images to the checkpoint. */
class HeadTrainingTest {
    private static final String[] HALF_OF_THE_CLASSES = {
        "Global.devices=2", "Model.pfc_config.sample_ratio=0.5", "DataLoader.Train.sampler.batch_size=8"
    };

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "'{AdaFaceLoss: {s: 16, m: 0.2}}', norm_mean norm_std",
        "'{CurricularFaceLoss: {s: 16, m: 0.2}}', target_mean",
        "'{MagFaceLoss: {s: 16, l_margin: 0.1, u_margin: 0.3}}', ''",
        "'{ElasticFaceLoss: {s: 16, mean: 0.2, plus: True}}', passes",
        "'{UniFaceLoss: {s: 16}}', bias bias_momentum bias_square",
        "'{LVFaceLoss: {s: 16, m: 0.2, ratios: [0.5, 0.25, 1.0], t_alpha: 1.0, thresholds: [1.0e-6, 0.9]}}',"
                + " stage target_square"
    })
    void resumesPartialFcWithTwoWorkersToTheBit(String loss, String statistics) throws Exception {
        String name = loss.replaceAll("[^A-Za-z]", "");
        String head = "Loss.Train=[" + loss + "]";
        TinyRun whole = TinyRun.in(folder, name, HALF_OF_THE_CLASSES).with(head, "Global.max_train_step=6");
        whole.train(false);
        TinyRun resumed = TinyRun.in(folder, name + "2", HALF_OF_THE_CLASSES).with(head, "Global.max_train_step=3");
        resumed.train(false);
        resumed = resumed.with("Global.max_train_step=6");
        resumed.train(true);
        Map<String, float[]> weights = resumed.weights();
        whole.weights().forEach((key, values) -> assertArrayEquals(values, weights.get(key), key));
        assertArrayEquals(whole.losses(), resumed.losses());
        assertEquals(
                contents(whole.latest().centersFiles()),
                contents(resumed.latest().centersFiles()));
        Map<String, Double> kept = resumed.latest().state().head();
        assertEquals(Set.of(statistics.split(" ")), kept.isEmpty() ? Set.of("") : kept.keySet());
        assertEquals(whole.latest().state().head(), kept);
    }

    private static List<ByteBuffer> contents(List<Path> files) throws IOException {
        List<ByteBuffer> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(ByteBuffer.wrap(Files.readAllBytes(file)));
        }
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"AdaFaceLoss", "CurricularFaceLoss", "MagFaceLoss", "ElasticFaceLoss", "UniFaceLoss"})
    void learnsPeopleApart(String loss) {
        TinyRun tiny =
                TinyRun.in(folder, "learns" + loss, "Global.epochs=5").with("Loss.Train=[{" + loss + ": {s: 16}}]");
        tiny.train(false);
        double[] losses = tiny.losses();
        assertTrue(losses[losses.length - 1] < 0.8 * losses[0], Arrays.toString(losses));
        assertTrue(tiny.log().contains(loss + ": "), tiny.log());
    }

    @Test
    void aTrainingWithCosFaceGoesOnThroughTheLaterStagesOfLvFace() {
        TinyRun tiny = TinyRun.in(folder, "stages", "Global.max_train_step=8");
        tiny.train(false);
        tiny = tiny.with(
                "Global.epochs=10",
                "Global.max_train_step=0",
                "Loss.Train=[{LVFaceLoss: {s: 16, stage_by: epoch, boundaries: [3, 6], ratios: [0.5, 0.5, 1.0]}}]");
        tiny.train(true);
        double[] losses = tiny.losses();
        assertEquals(3, tiny.latest().state().head().get("stage"));
        assertTrue(tiny.log().contains("Step 13 is of stage 2, stabilisation"), tiny.log());
        assertTrue(tiny.log().contains("Step 25 is of stage 3, refinement"), tiny.log());
        double firstOfSecondStage = mean(losses, 12);
        double last = mean(losses, 36);
        assertTrue(last < 0.5 * firstOfSecondStage, Arrays.toString(losses));
    }

    /** Of the four steps of an epoch. */
    private static double mean(double[] losses, int from) {
        return Arrays.stream(losses, from, from + 4).average().orElseThrow();
    }

    @Test
    void theOptionsOfMarginLossTrain() {
        TinyRun tiny = TinyRun.in(
                folder,
                "options",
                "Loss.Train.0.MarginLoss.gradient=straight_through",
                "Loss.Train.0.MarginLoss.interclass_filtering_threshold=0.4");
        tiny.train(false);
        assertTrue(Arrays.stream(tiny.losses()).allMatch(Double::isFinite));
    }
}
