package org.idem.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Section {@code LRScheduler}.
 *
 * @param name {@code Poly}, {@code Step}, {@code TimmCosine}, {@code ViTLRScheduler} or {@code Constant}
 * @param learningRate rate after the warm-up
 * @param warmupStartLr rate at the first step of the warm-up
 * @param warmupEndLr rate that the warm-up ends at
 * @param warmupSteps length of the warm-up in steps; when 0, {@code warmupEpochs} counts
 * @param warmupEpochs length of the warm-up in epochs
 * @param decayUnit {@code step} or {@code epoch}
 * @param extra the schedule's own keys ({@code power}, {@code boundaries}, {@code values}…): Integer, Double, Boolean,
 *     String or List
 */
public record ScheduleConfig(
        String name,
        double learningRate,
        double warmupStartLr,
        double warmupEndLr,
        int warmupSteps,
        int warmupEpochs,
        String decayUnit,
        Map<String, Object> extra) {
    public ScheduleConfig {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
