package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.idem.plan.DatasetSize;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.idem.train.collective.SoloCollective;
import org.idem.train.kernels.KernelChoice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFcFactoryTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void draw() throws Exception {
        TinyRun.drawFaces(folder);
    }

    @Test
    void expectationsCountInTheMemoryOfAClass() {
        TinyRun tiny = TinyRun.in(folder, "memory");
        assertEquals(32 * (4 + 4), bytesPerClass(tiny));
        tiny = tiny.with("Loss.Train=[{LVFaceLoss: {}}]", "Optimizer.name=AdamW");
        assertEquals(32 * (4 + 4 + 4 + 4), bytesPerClass(tiny));
        tiny = tiny.with("Model.pfc_config.center_format=bf16_master");
        assertEquals(32 * (4 + 2 + 2 + 2), bytesPerClass(tiny));
    }

    /** What the plan says, once it is seen to be what the store holds. */
    private static long bytesPerClass(TinyRun run) {
        TrainingPlan plan = TrainingPlan.of(run.config(), new DatasetSize(Path.of("faces"), 64, 8));
        PartialFcFactory factory =
                new PartialFcFactory(plan, new SoloCollective(), null, KernelChoice.libtorch("for comparison"));
        long held = factory.format().bytesPerClass(plan.model().dim(), factory.fields());
        assertEquals(held, plan.bytesPerClass());
        return held;
    }
}
