package org.idem.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of {@code transform_ops}.
 *
 * @param name such as {@code NormalizeImage}
 * @param args every argument of the schema, defaults included: Integer, Double, Boolean, String, {@code List<Double>}
 */
public record TransformSpec(String name, Map<String, Object> args) {
    public TransformSpec {
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }
}
