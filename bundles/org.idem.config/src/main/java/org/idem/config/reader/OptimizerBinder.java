package org.idem.config.reader;

import java.util.List;
import org.idem.config.AdafactorConfig;
import org.idem.config.AdamWConfig;
import org.idem.config.GradClipConfig;
import org.idem.config.OptimizerConfig;
import org.idem.config.schema.TypedConfig;

/** Reads section {@code Optimizer}. */
final class OptimizerBinder {
    /** PLSC's, where another optimizer has no such key. */
    private static final double TRUST = 0.001;

    private final TypedConfig values;

    OptimizerBinder(TypedConfig values) {
        this.values = values;
    }

    OptimizerConfig bind() {
        return new OptimizerConfig(
                values.text("Optimizer.name"),
                values.number("Optimizer.momentum", 0.9),
                values.number("Optimizer.weight_decay"),
                new AdamWConfig(
                        beta(0, 0.9),
                        beta(1, 0.999),
                        values.number("Optimizer.eps", values.number("Optimizer.epsilon", 1e-8))),
                values.number("Optimizer.trust_coefficient", TRUST),
                values.text("Optimizer.name").equals("Adafactor") ? adafactor() : null,
                values.has("Optimizer.grad_clip") ? clip() : null,
                values.texts("Optimizer.no_weight_decay_name"));
    }

    private double beta(int index, double otherwise) {
        List<?> betas = values.list("Optimizer.betas");
        return betas.size() > index ? ((Number) betas.get(index)).doubleValue() : otherwise;
    }

    private AdafactorConfig adafactor() {
        return new AdafactorConfig(
                values.number("Optimizer.eps", 1e-30),
                values.number("Optimizer.eps_scale"),
                values.number("Optimizer.clip_threshold"),
                values.number("Optimizer.decay_rate"),
                beta(0, 0),
                values.flag("Optimizer.scale_parameter"),
                !values.flag("Optimizer.one_dim_param_no_weight_decay"));
    }

    private GradClipConfig clip() {
        return new GradClipConfig(
                values.number("Optimizer.grad_clip.clip_norm"),
                values.number("Optimizer.grad_clip.clip_norm_max", Double.POSITIVE_INFINITY),
                values.flag("Optimizer.grad_clip.always_clip"),
                values.texts("Optimizer.grad_clip.no_clip_list"));
    }
}
