package org.idem.config.reader;

import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.config.DivergenceConfig.Flat;
import org.idem.config.DivergenceConfig.Growing;
import org.idem.config.schema.TypedConfig;

/** Reads section {@code Global.divergence}. */
final class DivergenceBinder {
    private static final String SECTION = "Global.divergence.";

    private final TypedConfig values;

    DivergenceBinder(TypedConfig values) {
        this.values = values;
    }

    DivergenceConfig bind() {
        int window = values.integer(SECTION + "window");
        return new DivergenceConfig(
                action("action"),
                window > 0 ? window : values.integer("Global.print_batch_step"),
                values.integer(SECTION + "max_skips"),
                values.integer(SECTION + "max_rollbacks"),
                values.number(SECTION + "rate_factor"),
                new Flat(
                        action("flat_loss"),
                        values.integer(SECTION + "flat_windows"),
                        values.number(SECTION + "flat_trend"),
                        values.number(SECTION + "flat_share")),
                new Growing(
                        action("growing_gradient"),
                        values.integer(SECTION + "gradient_windows"),
                        values.number(SECTION + "gradient_factor")));
    }

    private Action action(String key) {
        return Action.of(values.text(SECTION + key));
    }
}
