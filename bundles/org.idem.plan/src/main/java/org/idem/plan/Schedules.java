package org.idem.plan;

import java.util.List;
import java.util.Map;
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
    /** The names understood. */
    public static final List<String> NAMES =
            List.of("Poly", "Constant", "Step", "TimmCosine", "ViTLRScheduler", "Polynomial");

    /**
     * The keys all schedules share; others come as a map.
     *
     * @param base learning_rate
     * @param warmUpStart warmup_start_lr
     * @param warmUpEnd warmup_end_lr
     * @param warmUpSteps warmup_steps
     * @param warmUpEpochs warmup_epochs
     */
    public record Keys(double base, double warmUpStart, double warmUpEnd, long warmUpSteps, long warmUpEpochs) {
        static Keys of(ScheduleConfig config) {
            return new Keys(
                    config.learningRate(),
                    config.warmupStartLr(),
                    config.warmupEndLr(),
                    config.warmupSteps(),
                    config.warmupEpochs());
        }
    }

    /** Length of the training in the unit of time. */
    private long total() {
        return byEpoch ? epochs : epochs * stepsPerEpoch;
    }

    /** The rate by step, counted from 0, that a config asks for. */
    public Schedule perStep(ScheduleConfig config) {
        return perStep(config.name(), Keys.of(config), config.extra());
    }

    /** Number of steps of the warm-up that a config asks for. */
    long warmUpSteps(ScheduleConfig config) {
        Keys keys = Keys.of(config);
        boolean timm = config.name().equals("TimmCosine");
        long length = timm ? timmWarmUp(keys, config.extra()).length() : warmUpLength(keys);
        return byEpoch ? length * stepsPerEpoch : length;
    }

    /** The rate by step (0-based), whatever the unit of the schedule. */
    public Schedule perStep(String name, Keys keys, Map<String, Object> extra) {
        Schedule schedule = of(name, keys, extra);
        return byEpoch ? step -> schedule.rate(step / stepsPerEpoch) : schedule;
    }

    /** The rate by unit of time. */
    public Schedule of(String name, Keys keys, Map<String, Object> extra) {
        WarmUp warmUp = new WarmUp(warmUpLength(keys), keys.warmUpStart(), keys.warmUpEnd());
        return switch (name) {
            case "Poly" -> Schedule.polynomial(keys.base(), total(), number(extra, "power", 2), warmUp);
            case "Polynomial" -> Schedule.polynomial(
                    keys.base(), total(), number(extra, "power", 1), new WarmUp(warmUp.length(), 0, keys.base()));
            case "Constant" -> Schedule.constant(keys.base(), warmUp);
            case "Step" -> Schedule.steps(
                    numbers(extra, "boundaries").stream().map(Number::longValue).toList(),
                    numbers(extra, "values").stream().map(Number::doubleValue).toList(),
                    warmUp);
            case "TimmCosine" -> Schedule.timmCosine(
                    keys.base(),
                    number(extra, "eta_min", 0),
                    total(),
                    timmWarmUp(keys, extra),
                    Boolean.TRUE.equals(extra.get("warmup_prefix")));
            case "ViTLRScheduler" -> vit(keys, extra);
            default -> throw new IllegalArgumentException("No schedule " + name + "; there are " + NAMES);
        };
    }

    private Schedule vit(Keys keys, Map<String, Object> extra) {
        if ("linear".equals(extra.get("decay_type"))) {
            return Schedule.vitLinear(keys.base(), number(extra, "linear_end", 1e-5), total(), warmUpLength(keys));
        }
        return Schedule.vitCosine(keys.base(), total(), warmUpLength(keys));
    }

    private WarmUp timmWarmUp(Keys keys, Map<String, Object> extra) {
        long epochsOfWarmUp = (long) number(extra, "warmup_epoch", keys.warmUpEpochs());
        long length = byEpoch ? epochsOfWarmUp : epochsOfWarmUp * stepsPerEpoch;
        return new WarmUp(length, keys.warmUpStart(), keys.base());
    }

    private long warmUpLength(Keys keys) {
        if (byEpoch) {
            return keys.warmUpEpochs();
        }
        return keys.warmUpSteps() > 0 ? keys.warmUpSteps() : keys.warmUpEpochs() * stepsPerEpoch;
    }

    private static double number(Map<String, Object> extra, String key, double otherwise) {
        return extra.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static List<Number> numbers(Map<String, Object> extra, String key) {
        if (extra.get(key) instanceof List<?> list) {
            return list.stream().map(Number.class::cast).toList();
        }
        throw new IllegalArgumentException("The Step schedule needs a list " + key);
    }
}
