package org.idem.plan;

import java.util.List;
import org.idem.config.ModelConfig;
import org.idem.model.ModelSpec;

/** The network that section {@code Model} asks for. */
public final class ModelSpecs {
    private ModelSpecs() {}

    /**
     * Returns the network that the section {@code Model} asks for.
     *
     * @throws IllegalArgumentException if the input size or a ratio is out of range
     */
    public static ModelSpec of(ModelConfig model) {
        List<Integer> blocks = model.extra().get("blocks") instanceof List<?> list
                ? list.stream().map(block -> ((Number) block).intValue()).toList()
                : List.of();
        return new ModelSpec(
                model.name(),
                model.numFeatures(),
                model.inputSize(),
                blocks,
                (int) number(model, "scale"),
                number(model, "mask_ratio"),
                number(model, "drop_path_rate"));
    }

    /** A key of the backbone's own, 0 where the config has none. */
    private static double number(ModelConfig model, String key) {
        return model.extra().get(key) instanceof Number number ? number.doubleValue() : 0;
    }
}
