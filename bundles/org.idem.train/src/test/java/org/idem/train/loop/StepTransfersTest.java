package org.idem.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.idem.data.ImageDataset;
import org.idem.data.format.Datasets;
import org.idem.input.Batch;
import org.idem.input.BatchForm;
import org.idem.input.BatchLoader;
import org.idem.input.DamageLimit;
import org.idem.input.ImageSource;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.idem.train.collective.SoloCollective;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.DeviceTraffic;
import org.idem.train.tensor.Libtorch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step takes from a card and waits for, on a simulated one. */
class StepTransfersTest {
    private static final Device CARD = Device.simulated(7);

    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    /** Traffic of the second step; it is not one that is looked at closer for the log. */
    private static DeviceTraffic.Count step(String... keys) throws Exception {
        List<String> all = new ArrayList<>(List.of("Global.print_batch_step=100"));
        all.addAll(Arrays.asList(keys));
        TinyRun tiny = TinyRun.in(folder, "run" + System.nanoTime(), all.toArray(String[]::new));
        try (ImageDataset set = Datasets.openImages(tiny.config().train().path())) {
            TrainingPlan plan = TrainingPlan.of(tiny.config(), set);
            Libtorch.prepareThread(1);
            return CARD.compute(() -> {
                try (ReplicaState state = new ReplicaState(plan, new SoloCollective());
                        BatchLoader loader = loader(tiny, set, plan)) {
                    loader.start(1, plan.sampler().epoch(1, 0), 0);
                    Replica replica = new Replica(plan, new SoloCollective(), state);
                    Batch batch = loader.next();
                    replica.step(batch, 0, 0.01, ComputeOptions.FP32, () -> {});
                    DeviceTraffic.Count before = CARD.traffic().count();
                    replica.step(batch, 1, 0.01, ComputeOptions.FP32, () -> {});
                    return CARD.traffic().count().since(before);
                }
            });
        }
    }

    private static BatchLoader loader(TinyRun tiny, ImageDataset set, TrainingPlan plan) {
        return new BatchLoader(
                ImageSource.of(set, plan.classes()),
                Transforms.of(tiny.config().train().transforms(), 32),
                new DamageLimit(set.path(), set.size()),
                new BatchLoader.Shape(tiny.config().train().batchSize(), 32, 1, 1),
                BatchForm.PIXELS);
    }

    private static long waits(String... keys) throws Exception {
        return step(keys).waits();
    }

    @Test
    void aStepWaitsOnceForLossAndNorms() throws Exception {
        DeviceTraffic.Count plain = step();
        assertEquals(1, plain.waits());
        // In double: the loss, and the norm of the network, of its whole blocks and of the rest.
        assertEquals(3 * 8, plain.downloadedBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Model.name=IResNet18 DataLoader.Train.sampler.batch_size=4",
                "Model.name=FaceViT_tiny_patch9_112 Model.mask_ratio=0.2 Model.drop_path_rate=0.1",
                "Model.pfc_config.logits=tiled Model.pfc_config.sample_ratio=0.5",
                "Model.pfc_config.model_parallel=False",
                "Optimizer.name=AdamW",
                "Optimizer.name=MomentumLARS",
                "Optimizer.name=Adafactor",
                "Optimizer.grad_clip.no_clip_list=[] Optimizer.no_weight_decay_name=[bias]",
                "Optimizer.grad_clip.no_clip_list=[] Model.pfc_config.logits=tiled",
                "FP16.GradScaler.enable=True",
                "EMA={decay:0.9}",
                "Global.accum_steps=2",
                "Loss.Train=[{AdaFaceLoss:{}}]",
                "Loss.Train=[{CurricularFaceLoss:{}}]",
                "Loss.Train=[{MagFaceLoss:{}}]",
                "Loss.Train=[{ElasticFaceLoss:{plus:True}}]",
                "Loss.Train=[{UniFaceLoss:{}}] Global.accum_steps=2",
                "Loss.Train=[{LVFaceLoss:{thresholds:[0,1]}}]"
            })
    void neitherNetworkNorLayerNorOptimizerNorHeadAddsAWait(String keys) throws Exception {
        assertEquals(1, waits(keys.split(" ")), keys);
    }

    @Test
    void imagesAreSentAsBytes() throws Exception {
        DeviceTraffic.Count plain = step();
        long images = 16L * 3 * 32 * 32;
        assertTrue(plain.uploadedBytes() >= images && plain.uploadedBytes() < 1.03 * images, plain.toString());
    }
}
