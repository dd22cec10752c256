package org.idem.plan;

import java.util.List;
import org.idem.config.ScheduleConfig;
import org.idem.plan.Schedule.WarmUp;

/**
 * Schedules from the names and keys of a config.
 *
 * @param byEpoch time counts epochs instead of steps
 * @param stepsPerEpoch steps of one epoch
 * @param epochs epochs of the whole training
 */
public record Schedules(boolean byEpoch, long stepsPerEpoch, long epochs) {
    /** Names of schedules in a config. */
    public static final List<String> NAMES = List.of("Poly", "Constant", "Step", "TimmCosine", "ViTLRScheduler");

    /** Length of the training in the unit of time. */
    private long total() {
        return byEpoch ? epochs : epochs * stepsPerEpoch;
    }

    /** Returns the rate by step, counted from 0, that a config asks for, whatever the unit of its schedule. */
    public Schedule perStep(ScheduleConfig config) {
        Schedule schedule = of(config);
        return byEpoch ? step -> schedule.rate(step / stepsPerEpoch) : schedule;
    }

    /** Returns the number of steps of the warm-up that a config asks for. */
    long warmUpSteps(ScheduleConfig config) {
        long length = config.name().equals("TimmCosine") ? timmWarmUp(config).length() : warmUpLength(config);
        return byEpoch ? length * stepsPerEpoch : length;
    }

    /**
     * Returns the rate by unit of time, counted from 0.
     *
     * @throws IllegalArgumentException if there is no schedule of that name, or a key that it needs is missing
     */
    public Schedule of(ScheduleConfig config) {
        double base = config.learningRate();
        WarmUp warmUp = new WarmUp(warmUpLength(config), config.warmupStartLr(), config.warmupEndLr());
        return switch (config.name()) {
            case "Poly" -> Schedule.polynomial(base, total(), number(config, "power", 2), warmUp);
            case "Constant" -> Schedule.constant(base, warmUp);
            case "Step" -> Schedule.steps(
                    numbers(config, "boundaries").stream()
                            .map(Number::longValue)
                            .toList(),
                    numbers(config, "values").stream().map(Number::doubleValue).toList(),
                    warmUp);
            case "TimmCosine" -> Schedule.timmCosine(
                    base,
                    number(config, "eta_min", 0),
                    total(),
                    timmWarmUp(config),
                    Boolean.TRUE.equals(config.extra().get("warmup_prefix")));
            case "ViTLRScheduler" -> vit(config);
            default -> throw new IllegalArgumentException("No schedule " + config.name() + "; there are " + NAMES);
        };
    }

    private Schedule vit(ScheduleConfig config) {
        if ("linear".equals(config.extra().get("decay_type"))) {
            return Schedule.vitLinear(
                    config.learningRate(), number(config, "linear_end", 1e-5), total(), warmUpLength(config));
        }
        return Schedule.vitCosine(config.learningRate(), total(), warmUpLength(config));
    }

    private WarmUp timmWarmUp(ScheduleConfig config) {
        long epochsOfWarmUp = (long) number(config, "warmup_epoch", config.warmupEpochs());
        long length = byEpoch ? epochsOfWarmUp : epochsOfWarmUp * stepsPerEpoch;
        return new WarmUp(length, config.warmupStartLr(), config.learningRate());
    }

    private long warmUpLength(ScheduleConfig config) {
        if (byEpoch) {
            return config.warmupEpochs();
        }
        return config.warmupSteps() > 0 ? config.warmupSteps() : config.warmupEpochs() * stepsPerEpoch;
    }

    private static double number(ScheduleConfig config, String key, double otherwise) {
        return config.extra().get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static List<Number> numbers(ScheduleConfig config, String key) {
        if (config.extra().get(key) instanceof List<?> list) {
            return list.stream().map(Number.class::cast).toList();
        }
        throw new IllegalArgumentException("The Step schedule needs a list " + key);
    }
}
