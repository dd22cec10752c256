package org.idem.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.idem.config.reader.LoadedConfig;
import org.idem.devices.DeviceList;
import org.idem.launch.LiveText;
import org.idem.launch.Ranks;
import org.idem.launch.TrainerProcess;
import org.idem.plan.Processes;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}: starts a run, or goes on with one. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Train in a process of its own and follow it. Ctrl-C saves and ends; --resume goes on from there.")
final class TrainCommand implements Callable<Integer> {
    private final Console console;
    private final LauncherFactory launchers;
    private final Supplier<DeviceList> survey;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--runs", paramLabel = "FOLDER", description = "Where --resume looks for names (default: runs).")
    private Path runs = Path.of("runs");

    @Option(names = "--detach", description = "Return as soon as the trainer trains.")
    private boolean detach;

    @Option(
            names = "--take-over",
            description = {
                "With --resume: the run's trainer is known to be gone",
                "though this machine cannot tell, as on a network disk."
            })
    private boolean takeOver;

    @Option(
            names = "--ranks",
            paramLabel = "N",
            description = {
                "Train in N processes, each with the workers of Global.devices; they are started with Open MPI,",
                "or with srun inside a Slurm allocation. A run may be resumed with another number."
            })
    private Integer ranks;

    @Option(
            names = "--hosts",
            paramLabel = "FILE",
            description = {
                "The machines that the ranks are started on, as Open MPI's host files have them: node1 slots=2.",
                "All see the same files under the same paths."
            })
    private Path hosts;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    TrainCommand(Console console, LauncherFactory launchers, Supplier<DeviceList> survey) {
        this.console = console;
        this.launchers = launchers;
        this.survey = survey;
    }

    /** A new run or an old one. */
    private static final class What {
        @Option(
                names = {"-c", "--config"},
                required = true,
                paramLabel = "FILE",
                description = "Configuration of a new run.")
        private Path config;

        @Option(
                names = "--resume",
                required = true,
                paramLabel = "RUN",
                description = "Go on with a run: folder, name, unique beginning of a name, or latest.")
        private String resume;
    }

    @Override
    public Integer call() {
        return what.resume != null ? resume(resumed()) : start();
    }

    private int start() {
        Ranks asked = ranks();
        Optional<Processes> here =
                asked.areHere() ? Optional.of(new Processes(asked.count(), asked.count(), 0)) : Optional.empty();
        LoadedConfig config = options.require(what.config, console, here, survey);
        TrainingTask training = training();
        return attend(training, training.start(config, asked));
    }

    private int resume(RunDirectory run) {
        TrainingTask training = training();
        if (takeOver) {
            return attend(training, training.takeOver(run, ranks()));
        }
        // Following a trainer that may be gone would have no end: the launcher refuses such a run in words.
        boolean follows = run.live(Clock.systemUTC()).isAlive() && !LiveText.isUncertain(run, Clock.systemUTC());
        return follows ? follow(training, run) : attend(training, training.resume(run, ranks()));
    }

    private Ranks ranks() {
        return Ranks.asked(ranks, hosts, System.getenv());
    }

    private TrainingTask training() {
        return new TrainingTask(console, launchers.launcher(), "training");
    }

    private int attend(TrainingTask training, TrainerProcess trainer) {
        return print(trainer.run(), detach ? training.awaitStart(trainer) : training.follow(trainer));
    }

    private RunDirectory resumed() {
        if (options.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "-o cannot change a run that goes on: it keeps its configuration.");
        }
        return RunArgument.find(what.resume, runs);
    }

    /** A run whose command line is gone, not its trainer: there is nothing to start, only to watch. */
    private int follow(TrainingTask training, RunDirectory run) {
        console.say(LiveText.trainer(run, Clock.systemUTC()) + (detach ? "" : "; following it") + ": " + run.path());
        return print(run, detach ? 0 : training.follow(run));
    }

    private int print(RunDirectory run, int exitCode) {
        RunStatus status = run.status();
        String state = run.live(Clock.systemUTC()).name().toLowerCase(Locale.ROOT);
        if (json.isSet()) {
            ObjectNode node = JsonOutput.object();
            node.put("run", run.path().toString());
            node.put("state", state);
            node.put("step", status.progress().step());
            node.put("epoch", status.progress().epoch());
            JsonOutput.print(console, node);
        } else {
            console.out()
                    .println(state + " at step " + status.progress().step() + ", epoch "
                            + status.progress().epoch() + ": " + run.path());
        }
        return exitCode;
    }
}
