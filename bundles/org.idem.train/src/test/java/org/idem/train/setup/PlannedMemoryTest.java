package org.idem.train.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.idem.plan.DatasetSize;
import org.idem.plan.MemoryPart.Kind;
import org.idem.plan.MemoryPlan;
import org.idem.plan.TrainingPlan;
import org.idem.train.TinyRun;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.optim.Optimizer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says of weights and optimizer is what they take. */
class PlannedMemoryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Momentum", "AdamW", "MomentumLARS", "Adafactor", "Adafactor, betas: [0.9, 0.999]"})
    void asPlanned(String optimizer) throws Exception {
        Files.createDirectory(folder.resolve("faces"));
        Files.writeString(folder.resolve("faces/train.rec"), "");
        Files.writeString(folder.resolve("faces/verify.bin"), "");
        TinyRun tiny = TinyRun.in(folder, "planned", "Optimizer={name: " + optimizer + "}");
        TrainingPlan plan = TrainingPlan.of(tiny.config(), new DatasetSize(folder, 64, 8));
        MemoryPlan memory = MemoryPlan.of(plan, 0);
        try (Backbone net = Backbones.create(plan.model(), true, 1);
                Optimizer rule = OptimizerFactory.of(plan.config()).network(net.parameters())) {
            long held = rule.state().values().stream()
                    .mapToLong(tensor -> tensor.count() * Float.BYTES)
                    .sum();
            assertEquals(held, memory.bytes(Kind.OPTIMIZER));
            long weights = net.parameters().values().count()
                    + net.parameters().statistics().count();
            assertEquals(weights * Float.BYTES, memory.bytes(Kind.WEIGHTS));
            assertEquals(net.parameters().gradients().count() * Float.BYTES, memory.bytes(Kind.GRADIENTS));
        }
    }
}
