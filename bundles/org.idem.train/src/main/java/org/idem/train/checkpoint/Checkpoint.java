package org.idem.train.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.idem.core.AtomicFiles;
import org.idem.core.BoundedFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.model.Graphs;
import org.idem.model.TensorSpec;
import org.idem.plan.ClassShard;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.DiskVersion;
import org.idem.train.optim.MovingAverage;
import org.idem.train.optim.Optimizer;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One checkpoint folder: {@code model.json}, {@code backbone.safetensors} (weights and running statistics by PLSC's
 * names), where there is a moving average of them {@code average.safetensors} (the same names), {@code
 * optimizer.safetensors} ({@code <state>/<name>}), {@code centers-<first>-<end>.safetensors} (class centers with their
 * momentum and, where they are kept, {@code square} and {@code expectation}, by identity) or {@code
 * centers-<first>-<end>.blocks} (where these stand in the run's file of class centers on disk; any division into ranks
 * reads either), {@code state.json} and {@code manifest.json}.
 */
public final class Checkpoint {
    private static final String MODEL = "model.json";
    private static final String STATE = "state.json";
    private static final String BACKBONE = "backbone.safetensors";
    private static final String AVERAGE = "average.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";

    /** Name of the class centers in {@link #centersFiles()}. */
    public static final String CENTERS_TENSOR = "weight";

    private final Path folder;

    private Checkpoint(Path folder) {
        this.folder = folder;
    }

    /** The class centers of one rank. */
    public record Shard(ClassShard identities, ClassCenters centers) {}

    /** A checkpoint that exists; files are checked when they are read. */
    public static Checkpoint at(Path folder) {
        return new Checkpoint(folder);
    }

    /** Whether a folder looks like one. */
    public static boolean isAt(Path folder) {
        return Files.isRegularFile(folder.resolve(MODEL));
    }

    /** Fills a staged folder, all but {@link #seal}. */
    public static Checkpoint writeInto(Path staged, ModelDescription model, Backbone backbone, Optimizer optimizer) {
        writeJson(staged.resolve(MODEL), model);
        FlatParameters parameters = backbone.parameters();
        tensors(backbone, parameters.values(), parameters.statistics()).write(staged.resolve(BACKBONE));
        SafetensorsWriter state = new SafetensorsWriter();
        TensorScope.run(() -> {
            optimizer.state().forEach((name, live) -> state.add(name, live.shape(), (from, count) -> live.toFloats()));
            state.write(staged.resolve(OPTIMIZER));
        });
        return new Checkpoint(staged);
    }

    /** A writer of a network's tensors as they are in flat buffers of its parameters and its running statistics. */
    private static SafetensorsWriter tensors(Backbone backbone, Tensor values, Tensor statistics) {
        FlatParameters parameters = backbone.parameters();
        SafetensorsWriter writer = new SafetensorsWriter().note("format", "pt");
        for (TensorSpec spec : backbone.graph().tensors()) {
            Tensor buffer = spec.kind().trainable() ? values : statistics;
            writer.add(spec.name(), spec.shape(), (from, count) -> parameters.readFrom(buffer, spec.name()));
        }
        return writer;
    }

    /** Adds the moving average of a network's values and running statistics, in this order. */
    public void writeAverage(Backbone backbone, MovingAverage average) {
        List<Tensor> buffers = average.averages();
        tensors(backbone, buffers.get(0), buffers.get(1)).write(folder.resolve(AVERAGE));
    }

    /** Adds the class centers of one rank. */
    public void writeCenters(Shard shard) {
        new CenterFiles(folder).write(shard);
    }

    /** Adds the trainer's state and the list of all files; the folder is then ready to be committed. */
    public void seal(TrainerState state) {
        writeJson(folder.resolve(STATE), TrainerStateJson.format(state));
        Manifest.write(folder);
    }

    private static void writeJson(Path file, Object value) {
        AtomicFiles.write(
                file,
                out -> out.write(
                        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value)));
    }

    /** Parses the bytes of a file. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(byte[] json) throws IOException;
    }

    private <T> T readJson(String name, Parser<T> parser) {
        Manifest.check(folder, List.of(name));
        try {
            return parser.parse(BoundedFiles.readAllBytes(folder.resolve(name), Manifest.LONGEST));
        } catch (IOException e) {
            throw Manifest.damaged(folder.resolve(name), e.getMessage());
        }
    }

    /** Returns the checkpoint's folder. */
    public Path folder() {
        return folder;
    }

    /** Returns where the training was when it was saved. */
    public TrainerState state() {
        return readJson(STATE, TrainerStateJson::parse);
    }

    /**
     * What the network is.
     *
     * @throws InputException if there is no such network, or its weights cannot all be in the checkpoint
     */
    public ModelDescription model() {
        return readJson(MODEL, json -> {
            ModelDescription model = new ObjectMapper().readValue(json, ModelDescription.class);
            requireRoom(model);
            return model;
        });
    }

    /** Nothing is allocated for a network that the checkpoint does not hold. */
    private void requireRoom(ModelDescription model) throws IOException {
        try {
            long parameters = Graphs.graph(model.spec()).parameters();
            if (parameters > Files.size(folder.resolve(BACKBONE)) / Float.BYTES) {
                throw new IOException("its network has more parameters than " + BACKBONE);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("it describes no network: " + e.getMessage(), e);
        }
    }

    /** Weights and running statistics by PLSC's names, row-major. */
    public Map<String, float[]> weights() {
        return tensors(BACKBONE);
    }

    /** Whether it holds a moving average of the weights. */
    public boolean hasAverage() {
        return Files.isRegularFile(folder.resolve(AVERAGE));
    }

    /**
     * The moving average of weights and running statistics by PLSC's names, row-major.
     *
     * @throws InputException if there is none
     */
    public Map<String, float[]> average() {
        requireAverage();
        return tensors(AVERAGE);
    }

    private void requireAverage() {
        if (!hasAverage()) {
            throw new InputException(Problem.error(
                    folder,
                    "EMA",
                    "This checkpoint has no moving average of the weights",
                    "take the trained weights, or train with a section EMA"));
        }
    }

    private Map<String, float[]> tensors(String name) {
        Manifest.check(folder, List.of(name));
        Map<String, float[]> tensors = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(name))) {
            file.names().forEach(tensor -> tensors.put(tensor, file.read(tensor)));
        }
        return tensors;
    }

    /** The file of {@link #weights()}, unchanged since it was written. */
    public Path weightsFile() {
        Manifest.check(folder, List.of(BACKBONE));
        return folder.resolve(BACKBONE);
    }

    /** The file of {@link #average()}, unchanged since it was written. */
    public Path averageFile() {
        Manifest.check(folder, List.of(AVERAGE));
        return folder.resolve(AVERAGE);
    }

    /** The files of the class centers in the order of the identities, unchanged since they were written. */
    public List<Path> centersFiles() {
        return new CenterFiles(folder)
                .checkedNames().stream().map(folder::resolve).toList();
    }

    /**
     * The class centers of one of {@link #centersFiles()} that names blocks, to be read only.
     *
     * @return null where the file is one of tensors
     */
    public static DiskVersion version(Path centersFile) {
        return centersFile.toString().endsWith(CenterFiles.BLOCKS) ? BlockVersionFile.read(centersFile) : null;
    }

    /** Sets the weights of a replica. */
    public void loadInto(Backbone backbone) {
        load(backbone, BACKBONE);
    }

    /** Sets the weights of a network to their moving average. */
    public void loadAverageInto(Backbone backbone) {
        requireAverage();
        load(backbone, AVERAGE);
    }

    /** Reads one tensor at a time: every rank may do so at once. */
    private void load(Backbone backbone, String name) {
        Manifest.check(folder, List.of(name));
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(name))) {
            requireTensors(backbone, file, name);
            for (TensorSpec spec : backbone.graph().tensors()) {
                backbone.parameters().write(spec.name(), finite(file, name, spec.name()));
            }
        }
    }

    private void requireTensors(Backbone backbone, SafetensorsFile file, String name) {
        for (TensorSpec spec : backbone.graph().tensors()) {
            boolean present = file.names().contains(spec.name());
            long count = present ? Arrays.stream(file.shape(spec.name())).reduce(1, Math::multiplyExact) : -1;
            if (count != spec.count()) {
                throw Manifest.damaged(
                        folder.resolve(name),
                        "it is of another network: " + spec.name() + ": expected " + spec.count() + " values, found "
                                + (present ? count : "none"));
            }
        }
    }

    private float[] finite(SafetensorsFile file, String name, String tensor) {
        float[] values = file.read(tensor);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw Manifest.damaged(folder.resolve(name), "tensor " + tensor + " holds " + value);
            }
        }
        return values;
    }

    /** Sets the moving average over a replica's tensors; where there is none it begins anew. */
    public void loadInto(MovingAverage average, Backbone backbone) {
        if (!hasAverage()) {
            average.reset();
            return;
        }
        Manifest.check(folder, List.of(AVERAGE));
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(AVERAGE))) {
            requireTensors(backbone, file, AVERAGE);
            for (TensorSpec spec : backbone.graph().tensors()) {
                Tensor buffer = average.averages().get(spec.kind().trainable() ? 0 : 1);
                float[] values = file.read(spec.name());
                TensorScope.run(
                        () -> backbone.parameters().view(buffer, spec.name()).copy_(Tensor.of(values, spec.shape())));
            }
        }
        average.setSteps(state().averagedSteps());
    }

    /** Sets the state of an optimizer of the same kind over the same network; what it did not remember then stays. */
    public void loadInto(Optimizer optimizer) {
        Manifest.check(folder, List.of(OPTIMIZER));
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(OPTIMIZER))) {
            TensorScope.run(() -> optimizer.state().forEach((name, live) -> {
                if (file.names().contains(name)) {
                    TensorScope.run(() -> live.copy_(Tensor.of(file.read(name), live.shape())));
                }
            }));
        }
        optimizer.setSteps(state().optimizer().steps());
    }

    /** Sets the class centers of one rank, whichever ranks had written them. */
    public void loadInto(Shard shard) {
        new CenterFiles(folder).loadInto(shard);
    }
}
