package org.idem.config.reader;

import static org.idem.config.reader.Fixtures.SOUND;
import static org.idem.config.reader.Fixtures.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.idem.config.AdafactorConfig;
import org.idem.config.EmaConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.GradClipConfig;
import org.idem.config.LossScaleConfig;
import org.idem.config.OptimizerConfig;
import org.junit.jupiter.api.Test;

/** Optimizer, clipping and loss scaling. */
class UpdateRuleTest {
    @Test
    void adafactorHasPlscsValues() {
        OptimizerConfig usual =
                read(SOUND, "Optimizer.name=Adafactor").require().optimizer();
        assertEquals(new AdafactorConfig(1e-30, 1e-3, 1, -0.8, 0, true, true), usual.adafactor());
        OptimizerConfig set = read(
                        SOUND,
                        "Optimizer={name: Adafactor, eps: 1e-20, eps_scale: 0.01, clip_threshold: 2.0, decay_rate:"
                                + " -0.5, betas: [0.9, 0.99], scale_parameter: False, one_dim_param_no_weight_decay:"
                                + " True}")
                .require()
                .optimizer();
        assertEquals(new AdafactorConfig(1e-20, 0.01, 2, -0.5, 0.9, false, false), set.adafactor());
    }

    @Test
    void larsHasATrustRatio() {
        assertEquals(
                0.001,
                read(SOUND, "Optimizer.name=MomentumLARS").require().optimizer().trust());
        OptimizerConfig set = read(SOUND, "Optimizer.name=MomentumLARS", "Optimizer.trust_coefficient=0.02")
                .require()
                .optimizer();
        assertEquals(0.02, set.trust());
        assertNull(set.adafactor());
    }

    @Test
    void plscsNameOfEpsilonCounts() {
        String adamW = "Optimizer.name=AdamW";
        assertEquals(
                1e-6,
                read(SOUND, adamW, "Optimizer.eps=1e-6")
                        .require()
                        .optimizer()
                        .adamW()
                        .epsilon());
        assertEquals(
                1e-5,
                read(SOUND, adamW, "Optimizer.epsilon=1e-5")
                        .require()
                        .optimizer()
                        .adamW()
                        .epsilon());
    }

    @Test
    void theFactorOfClippingMayBeLimited() {
        GradClipConfig clip = read(SOUND, "Optimizer.grad_clip={clip_norm: 5.0, clip_norm_max: 1.0, always_clip: True}")
                .require()
                .optimizer()
                .clip();
        assertEquals(new GradClipConfig(5, 1, true, List.of()), clip);
    }

    @Test
    void theLossIsScaledWhereItIsAskedFor() {
        assertNull(read(SOUND).require().precision().lossScale());
        assertNull(read(SOUND, "FP16={level: O1, GradScaler: {init_loss_scaling: 27648.0}}")
                .require()
                .precision()
                .lossScale());
        LoadedConfig asked = read(
                SOUND, "FP16={level: O1, GradScaler: {enable: True, incr_ratio: 3.0, decr_every_n_nan_or_inf: 1}}");
        assertEquals(
                new LossScaleConfig(1024, 0x1p32, 3, 0.5, 1000, 1, true),
                asked.require().precision().lossScale());
        LoadedConfig half = read(SOUND, "Global.device=gpu", "Global.precision=fp16");
        assertEquals(
                new LossScaleConfig(1024, 0x1p32, 2, 0.5, 1000, 2, true),
                half.require().precision().lossScale());
        assertTrue(half.errors().isEmpty());
    }

    @Test
    void weightsMayBeAveraged() {
        assertNull(read(SOUND).require().average());
        ExperimentConfig usual = read(SOUND, "EMA={}").require();
        assertEquals(new EmaConfig(0.9999, true, false, 0), usual.average());
        assertFalse(usual.average().verifies(3));
        assertFalse(usual.export().average());
        ExperimentConfig set = read(
                        SOUND,
                        "EMA={decay: 0.99, thres_steps: False, ema_eval: True, eval_start_epoch: 2}",
                        "Export.weights=average")
                .require();
        assertEquals(new EmaConfig(0.99, false, true, 2), set.average());
        assertFalse(set.average().verifies(2));
        assertTrue(set.average().verifies(3));
        assertTrue(set.export().average());
    }
}
