package org.idem.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.input.transform.TransformPipeline;
import org.idem.input.transform.Transforms;
import org.idem.protocol.InputContract;
import org.idem.protocol.InputOptions;

/**
 * How images become inputs of a model.
 *
 * @param contract what is told about it
 * @param transforms what does it; nothing random
 */
record ModelInput(InputContract contract, TransformPipeline transforms) {
    private static final String RGB = "rgb";
    private static final String BGR = "bgr";
    private static final String ORDER = "DecodeImage";
    private static final String NORMALIZATION = "NormalizeImage";
    private static final double LEVELS = 255;
    /** Digits behind the point that numbers are told with; float32 has no more. */
    private static final double TOLD = 1e7;

    /** What published face networks take: red first, samples in [−1, 1]. */
    static final List<TransformSpec> USUAL = List.of(
            order(RGB),
            normalization(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
            new TransformSpec("ToCHWImage", Map.of()));

    /**
     * What a model says, and where the user says otherwise, that.
     *
     * @param specs what the model says
     * @param size side of the input in pixels
     * @param from who says {@code specs}
     * @throws InputException if the user's numbers make no inputs
     */
    static ModelInput of(List<TransformSpec> specs, int size, String from, InputOptions options) {
        InputContract own = Preprocessing.of(specs, size).contract(from);
        if (options.isEmpty()) {
            return new ModelInput(own, Transforms.of(specs, size).deterministic());
        }
        InputContract wanted = new InputContract(
                size,
                options.color() == null ? own.color() : color(options.color()),
                options.mean() == null ? own.mean() : channels("--mean", options.mean()),
                options.std() == null ? own.std() : divisors(channels("--std", options.std())),
                InputContract.OPTION);
        List<TransformSpec> changed =
                new ArrayList<>(List.of(order(wanted.color()), normalization(wanted.mean(), wanted.std())));
        specs.stream()
                .filter(spec -> !spec.name().equals(ORDER) && !spec.name().equals(NORMALIZATION))
                .forEach(changed::add);
        return new ModelInput(wanted, Transforms.of(changed, size).deterministic());
    }

    private static TransformSpec order(String color) {
        return new TransformSpec(ORDER, Map.of("to_rgb", color.equals(RGB)));
    }

    private static TransformSpec normalization(List<Double> mean, List<Double> std) {
        return new TransformSpec(NORMALIZATION, Map.of("scale", 1 / LEVELS, "mean", mean, "std", std));
    }

    private static String color(String named) {
        if (named.equals(RGB) || named.equals(BGR)) {
            return named;
        }
        throw wrong("--color", "There is no order of channels '" + named + "'", "give rgb or bgr");
    }

    private static List<Double> channels(String option, List<Double> given) {
        if (given.size() != 1 && given.size() != 3 || !given.stream().allMatch(Double::isFinite)) {
            throw wrong(option, "This is neither one number nor three: " + given, "give one, or one for each channel");
        }
        return given.size() == 3 ? given : List.of(given.get(0), given.get(0), given.get(0));
    }

    private static List<Double> divisors(List<Double> given) {
        if (given.stream().anyMatch(value -> value <= 0)) {
            throw wrong("--std", "Nothing can be divided by " + given, "give numbers above 0");
        }
        return given;
    }

    private static InputException wrong(String option, String message, String remedy) {
        return new InputException(Problem.error(null, option, message, remedy));
    }

    /** A number of a formula on samples of a scale as one of samples in [0, 1]. */
    static double ofUnit(double value, double scale) {
        return Math.round(value / (scale * LEVELS) * TOLD) / TOLD;
    }
}
