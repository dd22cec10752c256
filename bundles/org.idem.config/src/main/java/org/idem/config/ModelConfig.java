package org.idem.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Section {@code Model}.
 *
 * @param name backbone, such as {@code IResNet50}
 * @param numFeatures length of the embedding
 * @param classNum identities of the training set, 0 to take it from the set
 * @param dataFormat {@code NCHW}, {@code NHWC} or {@code auto}
 * @param inputSize side of the square input image in pixels
 * @param recompute {@code none}, {@code stage} or {@code block}: activations that are computed twice to save memory
 * @param layer the classification layer
 * @param extra the backbone's own keys ({@code blocks}, {@code scale}, {@code drop_path_rate}…): Integer, Double,
 *     Boolean, String or List
 */
public record ModelConfig(
        String name,
        int numFeatures,
        int classNum,
        String dataFormat,
        int inputSize,
        String recompute,
        PartialFcConfig layer,
        Map<String, Object> extra) {
    public ModelConfig {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
