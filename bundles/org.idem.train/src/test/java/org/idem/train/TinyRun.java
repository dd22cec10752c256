package org.idem.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.loop.Trainer;
import org.idem.train.process.SoleProcess;
import org.idem.train.record.StopSignal;
import org.idem.train.setup.DeviceProvider;
import org.idem.train.tensor.Device;

/** A training that takes seconds: 64 drawn faces of 8 people at 32 pixels, the shallowest network. */
public final class TinyRun {
    private static final int IDENTITIES = 8;
    private static final int IMAGES = 64;
    private static final int SIDE = 32;
    private static final Map<String, byte[]> FACES = new HashMap<>();

    private final RunDirectory run;
    private final ExperimentConfig config;
    private final StopSignal stop = new StopSignal();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private TinyRun(RunDirectory run, ExperimentConfig config) {
        this.run = run;
        this.config = config;
    }

    /** Makes the faces that all runs of a folder train on; they are drawn once for all tests. */
    public static synchronized void drawFaces(Path folder) throws Exception {
        Path faces = Files.createDirectories(folder.resolve("faces"));
        if (FACES.isEmpty()) {
            FaceGenerator.generate(new GenerateRequest(IDENTITIES, IMAGES, faces, 7, SIDE, 20, 6), Progress.NONE);
            try (Stream<Path> files = Files.list(faces)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    FACES.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        for (Map.Entry<String, byte[]> file : FACES.entrySet()) {
            Files.write(faces.resolve(file.getKey()), file.getValue());
        }
    }

    /** The tiny config with overrides, in a new run. */
    public static TinyRun in(Path folder, String name, String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "DataLoader.Train.dataset.cls_label_path=" + folder.resolve("faces/train.rec"),
                "DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("faces/verify.bin")));
        all.addAll(List.of(overrides));
        LoadedConfig loaded = ConfigReader.parse(Path.of("tiny.yaml"), text(), all);
        ExperimentConfig config = loaded.require();
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), name, Clock.systemUTC());
        run.writeConfig(loaded.effectiveYaml(), loaded.origins());
        return new TinyRun(run, config);
    }

    private static String text() {
        try (InputStream in = TinyRun.class.getResourceAsStream("tiny.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same run, its config changed. */
    public TinyRun with(String... overrides) {
        LoadedConfig loaded = ConfigReader.read(run.configFile(), List.of(overrides));
        run.writeConfig(loaded.effectiveYaml(), loaded.origins());
        return new TinyRun(run, loaded.require());
    }

    public RunDirectory run() {
        return run;
    }

    public ExperimentConfig config() {
        return config;
    }

    public StopSignal stop() {
        return stop;
    }

    public Trainer.End train(boolean resume) {
        return train(resume, Clock.systemUTC());
    }

    public Trainer.End train(boolean resume, Clock clock) {
        return new Trainer(run, config, stop, clock, new PrintStream(log, true, StandardCharsets.UTF_8)).train(resume);
    }

    /** The given devices, by worker, with libtorch's operations alone. */
    public static DeviceProvider on(List<Device> devices) {
        return new DeviceProvider() {
            @Override
            public List<Device> devices(TrainingPlan plan) {
                return devices;
            }

            @Override
            public KernelChoice kernels(Device device) {
                return KernelChoice.libtorch("for comparison");
            }
        };
    }

    /** On the given devices, by worker, with libtorch's operations alone. */
    public Trainer.End trainOn(List<Device> devices, boolean resume) {
        DeviceProvider provider = on(devices);
        PrintStream lines = new PrintStream(log, true, StandardCharsets.UTF_8);
        return new Trainer(run, config, stop, Clock.systemUTC(), lines, provider, new SoleProcess(Clock.systemUTC()))
                .train(resume);
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    public Checkpoint latest() {
        return Checkpoint.at(new CheckpointStore(run.checkpoints()).latest().orElseThrow());
    }

    public Map<String, float[]> weights() {
        return latest().weights();
    }

    /** The checkpoint of a step. */
    public Checkpoint checkpoint(int step) {
        return Checkpoint.at(new CheckpointStore(run.checkpoints()).resolve(Integer.toString(step)));
    }

    public double[] losses() {
        return run.metrics().read("train/loss").values();
    }
}
