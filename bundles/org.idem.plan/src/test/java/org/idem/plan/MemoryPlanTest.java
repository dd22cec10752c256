package org.idem.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.idem.model.cost.NumberFormat;
import org.idem.plan.MemoryPart.Kind;
import org.junit.jupiter.api.Test;

/** Memory by part, from numbers that can be worked out by hand. */
class MemoryPlanTest {
    private static final long PARAMETERS = 24_025_600;
    private static final long GIB = 1L << 30;

    private static MemoryPlan of(String... overrides) {
        return MemoryPlan.of(TinyPlan.of(100_000, 10_000, overrides), 16 * GIB);
    }

    @Test
    void networkAndOptimizer() {
        MemoryPlan momentum = of();
        assertEquals(4 * PARAMETERS, momentum.bytes(Kind.GRADIENTS));
        assertEquals(4 * PARAMETERS, momentum.bytes(Kind.OPTIMIZER));
        assertEquals(0, momentum.bytes(Kind.HALF_WEIGHTS));
        assertEquals(0, momentum.bytes(Kind.AVERAGE));
        assertEquals(8 * PARAMETERS, of("Optimizer.name=AdamW").bytes(Kind.OPTIMIZER));
        // A 3 x 3 kernel is kept as its means over rows and over columns: two thirds of its values.
        long factored = of("Optimizer.name=Adafactor").bytes(Kind.OPTIMIZER);
        assertTrue(factored < 0.5 * 4 * PARAMETERS, "" + factored);
        MemoryPlan half = of("Global.precision=bf16", "EMA={decay: 0.99}", "Global.devices=2");
        assertEquals(NumberFormat.BF16, half.format());
        assertEquals(2 * 2 * PARAMETERS, half.bytes(Kind.HALF_WEIGHTS));
        assertEquals(half.bytes(Kind.WEIGHTS) / 2, half.bytes(Kind.AVERAGE));
    }

    @Test
    void centersAreDividedOrCopied() {
        long one = 10_000L * 512 * 4;
        assertEquals(one, of("Global.devices=2").bytes(Kind.CENTERS));
        assertEquals(one, of("Global.devices=2").bytes(Kind.CENTER_STATE));
        String[] copies = {"Global.devices=2", "Model.pfc_config.model_parallel=False"};
        assertEquals(2 * one, of(copies).bytes(Kind.CENTERS));
        MemoryPlan rounded = of("Model.pfc_config.center_format=bf16_master", "Optimizer.name=AdamW");
        assertEquals(one, rounded.bytes(Kind.CENTERS));
        assertEquals(one, rounded.bytes(Kind.CENTER_STATE));
    }

    @Test
    void whatSavesMemorySavesIt() {
        long plain = of().bytes(Kind.ACTIVATIONS);
        assertTrue(of("Model.recompute=block").bytes(Kind.ACTIVATIONS) < 0.7 * plain);
        assertTrue(of("Global.precision=bf16").bytes(Kind.ACTIVATIONS) < 0.52 * plain);
        assertEquals(plain / 4, of("Global.accum_steps=4").bytes(Kind.ACTIVATIONS));
        long logits = of("Model.pfc_config.logits=full").bytes(Kind.LOGITS);
        assertTrue(of("Model.pfc_config.logits=tiled", "Global.threads_per_device=2")
                        .bytes(Kind.LOGITS)
                < logits / 4);
        assertEquals(
                logits / 10,
                of("Model.pfc_config.logits=full", "Model.pfc_config.sample_ratio=0.1")
                        .bytes(Kind.LOGITS));
    }

    @Test
    void theWholeFitsOrNot() {
        MemoryPlan memory = of("DataLoader.Train.sampler.batch_size=16");
        assertEquals(memory.parts().stream().mapToLong(MemoryPart::bytes).sum(), memory.total());
        assertTrue(memory.fits());
        assertFalse(of("DataLoader.Train.sampler.batch_size=512").fits());
    }
}
