package org.idem.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.idem.config.ExperimentConfig;
import org.idem.config.MetricConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.metrics.KFold;
import org.idem.protocol.InputContract;
import org.idem.protocol.InputOptions;
import org.idem.protocol.ModelSource;
import org.idem.run.CheckpointReadLock;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.tensor.Device;

/** Loads what a user calls a model: a run, a checkpoint, an ONNX file, or a weight file of others. */
public final class ModelLoader {
    private static final String KEY = "MODEL";

    private final ModelSource source;

    private ModelLoader(ModelSource source) {
        this.source = source;
    }

    /**
     * Loads a model; the calling thread computes with it.
     *
     * @throws InputException if there is none, it is damaged, or what is said about its inputs does not fit it
     */
    public static LoadedModel load(ModelSource source) {
        return new ModelLoader(source).load();
    }

    private LoadedModel load() {
        return withCheckpoint(source, checkpoint -> checkpoint.load(source, checkpoint.verifiesAverage()))
                .orElseGet(this::loadFile);
    }

    private LoadedModel loadFile() {
        requireNoAverage();
        return isOnnx(source.path()) ? loadOnnx(source.path()) : WeightFile.load(source);
    }

    /**
     * Hands over the checkpoint that is meant, which nobody prunes meanwhile: a training that goes on prunes what it no
     * longer needs, and may save a step again.
     *
     * @return what was made of it; empty where the model is no checkpoint
     */
    static <T> Optional<T> withCheckpoint(ModelSource source, Function<CheckpointModel, T> use) {
        Path path = source.path();
        if (RunDirectory.isRun(path)) {
            return Optional.of(withCheckpoint(RunDirectory.open(path), source.checkpoint(), use));
        }
        if (!Checkpoint.isAt(path)) {
            return Optional.empty();
        }
        // One that lies in a run is the run's; one that was copied from there has no config.
        String name = path.getFileName().toString();
        Optional<Path> run = name.matches("\\d{1,18}") ? RunDirectory.ofCheckpoint(path) : Optional.empty();
        return Optional.of(
                run.isPresent()
                        ? withCheckpoint(RunDirectory.open(run.get()), name, use)
                        : use.apply(new CheckpointModel(Checkpoint.at(path), null, null)));
    }

    private static <T> T withCheckpoint(RunDirectory run, String name, Function<CheckpointModel, T> use) {
        ExperimentConfig config = read(run);
        try (CheckpointReadLock lock = new CheckpointStore(run.checkpoints()).open(name)) {
            return use.apply(new CheckpointModel(Checkpoint.at(lock.checkpoint()), run, config));
        }
    }

    private static boolean isOnnx(Path path) {
        return path.getFileName() != null
                && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private void requireNoAverage() {
        if (source.average()) {
            throw new InputException(Problem.error(
                    source.path(),
                    "--average",
                    "Only a run and a checkpoint have a moving average of the weights",
                    "leave --average out"));
        }
    }

    /** The data may have moved since: weights are read all the same. */
    private static ExperimentConfig read(RunDirectory run) {
        return ConfigReader.read(run.configFile(), List.of(), ConfigReader.Files.MAY_BE_MISSING)
                .require();
    }

    private LoadedModel loadOnnx(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(Problem.error(file, KEY, "There is no such file", "check the path"));
        }
        if (!source.device().equals(ModelSource.ANY_DEVICE) && !Device.current().isHost()) {
            throw new InputException(
                    Problem.error(file, "--device", "ONNX files are computed on the processor", "leave --device out"));
        }
        InputOptions options = source.input();
        OnnxEmbedder embedder = OnnxEmbedder.load(file, options.size() == null ? 0 : options.size());
        try {
            requireSize(source, embedder.inputSize());
            String from = Preprocessing.isIn(embedder.metadata()) ? InputContract.METADATA : InputContract.DEFAULT;
            ModelInput input = ModelInput.of(
                    Preprocessing.read(embedder.metadata()).transforms(), embedder.inputSize(), from, options);
            return new LoadedModel(embedder, input, origin(file, embedder.metadata()));
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    /** A file that Idem exported says how long it was trained, and which thresholds were measured how. */
    private static ModelOrigin origin(Path file, Map<String, String> metadata) {
        String step = metadata.getOrDefault("step", "");
        List<MeasuredThreshold> thresholds = MeasuredThreshold.parse(metadata.getOrDefault("thresholds", "{}"));
        boolean flip = !"false".equals(metadata.get("thresholds_flip_test"));
        return new ModelOrigin(
                file,
                file,
                step.matches("\\d{1,18}") ? Long.parseLong(step) : 0,
                new MetricConfig(flip, KFold.USUAL_FOLDS),
                thresholds);
    }

    /** Refuses a size that the user gives and the model does not take. */
    static void requireSize(ModelSource source, int size) {
        Integer wanted = source.input().size();
        if (wanted != null && wanted != size) {
            throw new InputException(Problem.error(
                    source.path(),
                    "--size",
                    "This model takes images of " + size + " pixels, not " + wanted,
                    "leave --size out: images are brought to that size"));
        }
    }
}
