package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
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
        "'{UniFaceLoss: {s: 16}}', bias bias_momentum bias_square"
    })
    void resumesPartialFcWithTwoWorkersToTheBit(String loss, String statistics) {
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
        Map<String, Double> kept = resumed.latest().state().head();
        assertEquals(Set.of(statistics.split(" ")), kept.isEmpty() ? Set.of("") : kept.keySet());
        assertEquals(whole.latest().state().head(), kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AdaFaceLoss", "CurricularFaceLoss", "MagFaceLoss", "UniFaceLoss"})
    void learnsPeopleApart(String loss) {
        TinyRun tiny =
                TinyRun.in(folder, "learns" + loss, "Global.epochs=5").with("Loss.Train=[{" + loss + ": {s: 16}}]");
        tiny.train(false);
        double[] losses = tiny.losses();
        assertTrue(losses[losses.length - 1] < 0.8 * losses[0], Arrays.toString(losses));
        assertTrue(tiny.log().contains(loss + ": "), tiny.log());
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
