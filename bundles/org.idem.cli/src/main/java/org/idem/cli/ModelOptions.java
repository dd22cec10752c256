package org.idem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Option;

/** What commands understand about a model beside the word that names it. */
final class ModelOptions {
    /** Word for any kind of model. */
    static final String MODEL = "MODEL";

    static final String KINDS = "A run (folder, name, unique beginning of a name, latest), a checkpoint's folder,"
            + " an .onnx, or a weight file of others with --model.";

    private static final double LEVELS = 255;
    private static final String LATEST = "latest";
    private static final String PADDLE = ".pdparams";
    private static final Set<String> FILES = Set.of("onnx", "pt", "pth", "pdparams", "safetensors");

    @Option(
            names = "--runs",
            paramLabel = "FOLDER",
            description = "Folder to look for runs in and below (default: this folder).")
    private Path runs = Path.of("");

    @Option(
            names = "--checkpoint",
            paramLabel = "STEP",
            description = "Of a run: latest, best or a step (default: latest).")
    private String checkpoint = LATEST;

    @Option(
            names = "--average",
            description = "Take the moving average of the weights (default: as the run's config says).")
    private boolean average;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Network of a weight file (.pdparams, .pt, .safetensors): IResNet50, or r50 as arcface_torch says.")
    private String network = "";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the input in pixels, where the model leaves it open.")
    private Integer size;

    @Option(
            names = "--color",
            paramLabel = "rgb|bgr",
            description = "Order of the channels (default: as the model says, rgb).")
    private String color;

    @Option(
            names = "--mean",
            paramLabel = "F",
            description = {
                "Subtracted from samples in [0, 1] (default: as the model says, 0.5); one number, or three with",
                "commas. Above 1, --mean or --std are of samples in [0, 255]: 127.5."
            })
    private String mean;

    @Option(names = "--std", paramLabel = "F", description = "Divided by after that (default: as the model says, 0.5).")
    private String std;

    /**
     * The model that a word means.
     *
     * @throws InputException if there is none, or a number is none
     */
    ModelSource source(String word) {
        return new ModelSource(path(word), checkpoint, average, network, input());
    }

    private InputOptions input() {
        List<Double> means = numbers("--mean", mean);
        List<Double> divisors = numbers("--std", std);
        boolean levels = Stream.of(means, divisors)
                .anyMatch(list -> list != null && list.stream().anyMatch(v -> v > 1));
        return new InputOptions(size, color, levels ? ofUnit(means) : means, levels ? ofUnit(divisors) : divisors);
    }

    private static List<Double> ofUnit(List<Double> values) {
        return values == null
                ? null
                : values.stream().map(value -> value / LEVELS).toList();
    }

    private static List<Double> numbers(String option, String text) {
        if (text == null) {
            return null;
        }
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                numbers.add(Double.parseDouble(part.strip()));
            } catch (NumberFormatException e) {
                throw new InputException(
                        Problem.error(null, option, "'" + part + "' is no number", "give 0.5, or 0.5,0.5,0.5"));
            }
        }
        return numbers;
    }

    /** What is there under that path if it is a model, else the run of that name. */
    private Path path(String word) {
        Optional<Path> there = LATEST.equals(word) ? Optional.empty() : existing(word);
        if (there.isPresent()) {
            return there.get();
        }
        if (FILES.contains(word.substring(word.lastIndexOf('.') + 1))) {
            throw new InputException(Problem.error(null, MODEL, "There is no file '" + word + "'", "check the path"));
        }
        if (word.contains("/")) {
            throw new InputException(Problem.error(
                    null, MODEL, "There is no run, no checkpoint and no file '" + word + "'", "check the path"));
        }
        return RunArgument.find(word, runs).path();
    }

    private static Optional<Path> existing(String word) {
        try {
            return Optional.of(Path.of(word)).filter(path -> !word.isEmpty() && isModel(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A run, a checkpoint, a file, or what PLSC calls a file: its path without ending, or the folder that it is in. */
    private static boolean isModel(Path path) {
        return RunDirectory.isRun(path)
                || Files.isRegularFile(path.resolve("model.json"))
                || Files.isRegularFile(path)
                || Files.isRegularFile(Path.of(path + PADDLE))
                || holdsParameters(path);
    }

    private static boolean holdsParameters(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(PADDLE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    /** Folder that gets evaluations of a model: that of its run; of other models one of their name in this folder. */
    static Path evaluations(Path model) {
        Optional<Path> run = RunDirectory.isRun(model) ? Optional.of(model) : RunDirectory.ofCheckpoint(model);
        return run.map(folder -> RunDirectory.open(folder).eval()).orElseGet(() -> Path.of("eval", name(model)));
    }

    /** Name of a model that is no run, without the ending of its file. */
    static String name(Path model) {
        String file = String.valueOf(model.toAbsolutePath().normalize().getFileName());
        int dot = file.lastIndexOf('.');
        return dot > 0 && FILES.contains(file.substring(dot + 1)) ? file.substring(0, dot) : file;
    }
}
