package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transformer under AdamW, with tokens left out and blocks skipped. */
class TransformerTrainingTest {
    private static final String[] TRANSFORMER = {
        "Model.name=FaceViT_tiny_patch9_112",
        "Model.mask_ratio=0.2",
        "Model.drop_path_rate=0.1",
        "Model.pfc_config.sample_ratio=0.5",
        "Global.save_interval=9",
        "Optimizer.name=AdamW",
        "Optimizer.weight_decay=0.1",
        "LRScheduler.learning_rate=0.001",
        "LRScheduler.warmup_end_lr=0.001"
    };

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    @Test
    void learnsAndResumesToTheBit() {
        TinyRun whole = TinyRun.in(folder, "whole", TRANSFORMER);
        assertEquals(Trainer.End.DONE, whole.train(false));
        double[] losses = whole.losses();
        double first = Arrays.stream(losses, 0, 4).average().orElseThrow();
        double last = Arrays.stream(losses, 8, 12).average().orElseThrow();
        assertTrue(last < 0.9 * first, first + " -> " + last);

        TinyRun halved = TinyRun.in(folder, "halved", TRANSFORMER).with("Global.max_train_step=6");
        halved.train(false);
        TinyRun resumed = halved.with("Global.max_train_step=0");
        resumed.train(true);
        assertArrayEquals(losses, resumed.losses(), 0);
        Map<String, float[]> weights = resumed.weights();
        whole.weights().forEach((name, values) -> assertArrayEquals(values, weights.get(name), name));
    }
}
