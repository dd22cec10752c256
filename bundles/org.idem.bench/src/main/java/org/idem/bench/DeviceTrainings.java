package org.idem.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.reader.ConfigReader;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Progress;
import org.idem.faces.FaceGenerator;
import org.idem.faces.GenerateRequest;
import org.idem.run.CheckpointInfo;
import org.idem.run.CheckpointStore;
import org.idem.run.RunDirectory;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.loop.Trainer;
import org.idem.train.process.SoleProcess;
import org.idem.train.record.StopSignal;
import org.idem.train.tensor.Device;

/** Small whole trainings on any device, in a folder of their own: 64 drawn faces of 8 people at 32 pixels. */
final class DeviceTrainings {
    private static final int IDENTITIES = 8;
    private static final int IMAGES = 64;
    private static final int SIDE = 32;

    private final Path folder;
    private int runs;

    DeviceTrainings(Path folder) {
        this.folder = folder;
        FaceGenerator.generate(
                new GenerateRequest(IDENTITIES, IMAGES, folder.resolve("faces"), 7, SIDE, 20, 6), Progress.NONE);
    }

    /** A training that was run; each of its checkpoints is kept. */
    record Trained(RunDirectory run) {
        private List<CheckpointInfo> checkpoints() {
            return new CheckpointStore(run.checkpoints()).list();
        }

        /** Weights of the network after the first step that was saved. */
        Map<String, float[]> first() {
            return Checkpoint.at(checkpoints().get(0).path()).weights();
        }

        /** Weights of the network at the end. */
        Map<String, float[]> last() {
            return Checkpoint.at(checkpoint()).weights();
        }

        /** Folder of the last checkpoint. */
        Path checkpoint() {
            return checkpoints().get(checkpoints().size() - 1).path();
        }

        /** What was logged of a metric. */
        double[] metric(String tag) {
            return run.metrics().read(tag).values();
        }
    }

    /** Trains anew with other keys of the config, {@code KEY=VALUE}, a worker on each device. */
    Trained train(List<Device> devices, List<String> keys) {
        List<String> all = new ArrayList<>(List.of(
                "DataLoader.Train.dataset.cls_label_path=" + folder.resolve("faces/train.rec"),
                "DataLoader.Eval.dataset.cls_label_path=" + folder.resolve("faces/verify.bin"),
                "Global.devices=" + devices.size(),
                "Global.print_batch_step=1",
                "Global.save_interval_steps=1",
                "Global.keep_checkpoints=0"));
        all.addAll(keys);
        LoadedConfig loaded = ConfigReader.parse(Path.of("device.yaml"), KilledRun.text("device.yaml"), all);
        loaded.require();
        RunDirectory run = RunDirectory.create(folder.resolve("runs"), "check-" + runs++, Clock.systemUTC());
        run.writeConfig(loaded.effectiveYaml(), loaded.origins());
        return take(run, loaded, devices, false);
    }

    /** Goes on with a training to a later step. */
    Trained resume(Trained earlier, int steps, List<Device> devices) {
        LoadedConfig loaded = ConfigReader.read(earlier.run().configFile(), List.of("Global.max_train_step=" + steps));
        return take(earlier.run(), loaded, devices, true);
    }

    private static Trained take(RunDirectory run, LoadedConfig loaded, List<Device> devices, boolean resume) {
        PrintStream log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        new Trainer(run, loaded.require(), new StopSignal(), clock, log, plan -> devices, new SoleProcess(clock))
                .train(resume);
        return new Trained(run);
    }
}
