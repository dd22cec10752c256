package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.train.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samplers and augmentations chosen in the config, from the images to the checkpoint. */
class InputTrainingTest {
    private static final String RANDOM = "DataLoader.Train.sampler.name=RandomBatchSampler";
    private static final String AUGMENTED = "DataLoader.Train.dataset.transform_ops=[{DecodeImage: {}}, "
            + "{RandFlipImage: {}}, {RandCropImage: {size: 32, scale: [0.6, 1], p: 0.5}}, "
            + "{ColorJitter: {brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 0.1}}, {GaussianBlur: {p: 0.3}}, "
            + "{JpegCompression: {p: 0.3}}, {LowResolution: {p: 0.3}}, {RandomErasing: {p: 0.3}}, "
            + "{NormalizeImage: {}}, {ToCHWImage: {}}]";

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    @Test
    void aRandomOrderWithAugmentationsResumesInTheMiddleOfAnEpochToTheBit() {
        String[] chosen = {RANDOM, AUGMENTED, "Global.max_train_step=7", "DataLoader.Train.loader.num_workers=1"};
        TinyRun whole = TinyRun.in(folder, "whole", chosen);
        whole.train(false);
        TinyRun halved = TinyRun.in(folder, "halved", chosen).with("Global.max_train_step=6");
        halved.train(false);
        assertEquals(2, halved.latest().state().position().batch(), "in the middle of an epoch");
        TinyRun resumed = halved.with("Global.max_train_step=7", "DataLoader.Train.loader.num_workers=2");
        resumed.train(true);
        assertArrayEquals(whole.losses(), resumed.losses());
        Map<String, float[]> weights = resumed.weights();
        whole.weights().forEach((name, values) -> assertArrayEquals(values, weights.get(name), name));
    }

    @Test
    void whatThePlanWarnsOfIsInTheLog() {
        TinyRun tiny = TinyRun.in(folder, "warned", "Global.max_train_step=2", "LRScheduler.warmup_steps=500");
        tiny.train(false);
        assertTrue(tiny.log().contains("The warm-up takes 500 steps, the training has 2"), tiny.log());
    }

    @Test
    void picturesOfAnotherSizeAreToldOnce() {
        Path large = folder.resolve("large");
        FaceGenerator.generate(new GenerateRequest(8, 64, large, 7, 40, 0, 2), Progress.NONE);
        String set = "DataLoader.Train.dataset.cls_label_path=" + large.resolve("train.rec");
        TinyRun tiny = TinyRun.in(folder, "sized", "Global.max_train_step=2", set);
        tiny.train(false);
        int side = tiny.config().model().inputSize();
        String told = "Pictures are 40 x 40 pixels, the network takes " + side + " x " + side + ": they are resized";
        assertEquals(2, tiny.log().split(told, -1).length, tiny.log());
        String resize = "DataLoader.Train.dataset.transform_ops=[{ResizeImage: {size: " + side + "}}, "
                + "{NormalizeImage: {}}]";
        TinyRun asked = TinyRun.in(folder, "asked", "Global.max_train_step=2", set, resize);
        asked.train(false);
        assertFalse(asked.log().contains("they are resized"), asked.log());
    }

    @Test
    void theSamplerAndTheSeedDecideTheOrder() {
        String[] two = {"Global.max_train_step=2", "DataLoader.Train.dataset.transform_ops=[{NormalizeImage: {}}]"};
        TinyRun plsc = TinyRun.in(folder, "plsc", two);
        plsc.train(false);
        TinyRun random = TinyRun.in(folder, "random", two).with(RANDOM);
        random.train(false);
        assertEquals(2, random.losses().length);
        assertFalse(Arrays.equals(plsc.losses(), random.losses()));
    }

    @Test
    void theWaitForDataIsLoggedByStepAndByWindow() {
        TinyRun tiny = TinyRun.in(folder, "waits", "Global.print_batch_step=2", "Global.max_train_step=4");
        tiny.train(false);
        double[] waits = tiny.run().metrics().read("train/data_wait").values();
        assertEquals(4, waits.length);
        Matcher windows = Pattern.compile("reader_cost: ([0-9.]+),").matcher(tiny.log());
        for (int step = 0; step < 4; step += 2) {
            assertTrue(windows.find(), tiny.log());
            assertEquals((waits[step] + waits[step + 1]) / 2, Double.parseDouble(windows.group(1)), 1e-5);
        }
        assertFalse(windows.find());
    }
}
