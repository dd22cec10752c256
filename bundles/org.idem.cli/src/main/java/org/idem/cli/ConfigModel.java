package org.idem.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.run.RunDirectory;

/**
 * The model that a config names as PLSC's commands have it: weights by {@code Global.pretrained_model} (or {@code
 * Global.checkpoint}), their network and input by the config itself. Runs and checkpoints say both themselves.
 *
 * @param path the weights
 * @param network name of their network; empty where they say it
 * @param input what the config says about inputs
 */
record ConfigModel(Path path, String network, InputOptions input) {
    private static final String KEY = "Global.pretrained_model";
    private static final double LEVELS = 255;

    /**
     * The model of a config.
     *
     * @param file the config, for messages
     * @throws InputException if it names none
     */
    static ConfigModel of(ExperimentConfig config, Path file) {
        Path weights = config.global().start().pretrainedModel() == null
                ? config.global().start().checkpoint()
                : config.global().start().pretrainedModel();
        if (weights == null) {
            throw new InputException(Problem.error(
                    file, KEY, "The config names no weights", "add -o " + KEY + "=./output/IResNet50/latest"));
        }
        boolean ours = RunDirectory.isRun(weights) || Files.isRegularFile(weights.resolve("model.json"));
        return ours
                ? new ConfigModel(weights, "", InputOptions.NONE)
                : new ConfigModel(weights, config.model().name(), input(config));
    }

    private static InputOptions input(ExperimentConfig config) {
        DataConfig eval = config.eval();
        List<TransformSpec> transforms =
                eval == null || eval.transforms().isEmpty() ? config.train().transforms() : eval.transforms();
        String color = null;
        List<Double> mean = null;
        List<Double> std = null;
        for (TransformSpec transform : transforms) {
            Map<String, Object> arguments = transform.args();
            if (transform.name().equals("DecodeImage")) {
                color = Boolean.FALSE.equals(arguments.get("to_rgb")) ? "bgr" : "rgb";
            } else if (transform.name().equals("NormalizeImage")) {
                double scale = arguments.get("scale") instanceof Number number ? number.doubleValue() : 1 / LEVELS;
                mean = ofUnit(arguments.get("mean"), scale);
                std = ofUnit(arguments.get("std"), scale);
            }
        }
        return new InputOptions(config.model().inputSize(), color, mean, std);
    }

    /** Numbers on samples of that scale as numbers on samples in [0, 1]; null where there are none. */
    private static List<Double> ofUnit(Object values, double scale) {
        if (!(values instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        List<Double> numbers = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            Number value = (Number) list.get(Math.min(channel, list.size() - 1));
            numbers.add(Math.round(value.doubleValue() / (scale * LEVELS) * 1e7) / 1e7);
        }
        return numbers;
    }

    ModelSource source() {
        return new ModelSource(path, "latest", false, network, input);
    }

    /** The same in the words of our commands. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of(path.toString()));
        if (!network.isEmpty()) {
            words.addAll(List.of("--model", network, "--size", String.valueOf(input.size())));
        }
        if (input.color() != null) {
            words.addAll(List.of("--color", input.color()));
        }
        if (input.mean() != null && input.std() != null) {
            words.addAll(List.of("--mean", text(input.mean()), "--std", text(input.std())));
        }
        return words;
    }

    private static String text(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
