package org.idem.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.idem.config.DataConfig;
import org.idem.config.reader.LoadedConfig;
import org.idem.core.Units;
import org.idem.devices.DeviceList;
import org.idem.faces.GenerateRequest;
import org.idem.launch.Launcher;
import org.idem.launch.TrainerProcess;
import org.idem.plan.Processes;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the main job from nothing to a proven model, by the same code as the single commands. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Draw faces, train on them, verify on other people, export ONNX, prove it, write a report.")
final class DemoCommand implements Callable<Integer> {
    private static final Path CONFIG = Path.of("configs", "quickstart.yaml");
    private static final Path FACES = Path.of("data", "faces");

    private final Console console;
    private final LauncherFactory launchers;
    private final Supplier<DeviceList> survey;

    @Option(names = "--no-workbench", description = "Do not open the workbench on the result.")
    private boolean noWorkbench;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration (default: configs/quickstart.yaml).")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the drawn faces (default: data/faces).")
    private Path data = FACES;

    @Mixin
    private ConfigOptions options;

    DemoCommand(Console console, LauncherFactory launchers, Supplier<DeviceList> survey) {
        this.survey = survey;
        this.console = console;
        this.launchers = launchers;
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Launcher launcher = launchers.launcher();
        drawFaces();
        LoadedConfig loaded = options.require(configFile(), console, Optional.of(Processes.ONE), survey);
        TrainingTask training = new TrainingTask(console, launcher, "[2/5] training");
        TrainerProcess trainer = training.start(loaded);
        int exitCode = training.follow(trainer);
        if (exitCode != 0) {
            return exitCode;
        }
        RunDirectory run = trainer.run();
        Request.Verify verify = new Request.Verify(run.path(), "latest", verificationSets(loaded), run.eval());
        List<Evaluation> evaluations = VerificationTask.verify(console, launcher, verify, "[3/5] verifying")
                .evaluations();
        Request.Export request = new Request.Export(run.path(), "latest", false, ExportCommand.usualFile(run), false);
        Reply.Exported exported = ExportCommand.export(console, launcher, request, "[4/5] exporting and proving");
        ReportCommand.write(console, List.of(run), run.reportFile(), "[5/5] reporting");
        VerificationTask.print(console, evaluations);
        printResult(run, exported, Duration.ofNanos(System.nanoTime() - began));
        return 0;
    }

    private void drawFaces() {
        if (Files.exists(data.resolve("train.rec")) && Files.exists(data.resolve("verify.bin"))) {
            console.say("[1/5] faces are there already: " + data);
        } else {
            DataGenerateCommand.draw(console, GenerateRequest.usual(data), "[1/5] drawing faces");
        }
    }

    /** The configuration in the current folder, else the one that came with the product. */
    private Path configFile() {
        if (config != null) {
            return config;
        }
        String home = System.getProperty("idem.home");
        return Files.exists(CONFIG) || home == null ? CONFIG : Path.of(home).resolve(CONFIG);
    }

    private List<Path> verificationSets(LoadedConfig loaded) {
        DataConfig eval = loaded.require().eval();
        return eval == null ? List.of(data.resolve("verify.bin")) : eval.paths();
    }

    private void printResult(RunDirectory run, Reply.Exported exported, Duration took) {
        console.out().println("run     " + run.path());
        console.out().println("report  " + run.reportFile());
        console.out().println("model   " + exported.file());
        ExportCommand.printParity(console, exported.parity());
        console.out().println("done in " + Units.duration(took));
    }
}
