package org.idem.config.reader;

import org.idem.config.LossScaleConfig;
import org.idem.config.Precision;
import org.idem.config.PrecisionConfig;
import org.idem.config.schema.TypedConfig;

/** Reads sections {@code FP16} and {@code Global.precision}. The numbers are PLSC's defaults where the section is absent. */
final class PrecisionBinder {
    private static final String SCALER = "FP16.GradScaler.";

    private final TypedConfig values;

    PrecisionBinder(TypedConfig values) {
        this.values = values;
    }

    PrecisionConfig bind() {
        Precision mode = Precision.of(values.text("Global.precision"));
        boolean scaled = values.has(SCALER + "enable") ? values.flag(SCALER + "enable") : mode == Precision.FP16;
        return new PrecisionConfig(mode, scaled ? lossScale() : null);
    }

    private LossScaleConfig lossScale() {
        return new LossScaleConfig(
                values.number(SCALER + "init_loss_scaling", 1024),
                values.number(SCALER + "max_loss_scaling", 0x1p32),
                values.number(SCALER + "incr_ratio", 2),
                values.number(SCALER + "decr_ratio", 0.5),
                (int) values.number(SCALER + "incr_every_n_steps", 1000),
                (int) values.number(SCALER + "decr_every_n_nan_or_inf", 2),
                !values.has(SCALER + "use_dynamic_loss_scaling") || values.flag(SCALER + "use_dynamic_loss_scaling"));
    }
}
