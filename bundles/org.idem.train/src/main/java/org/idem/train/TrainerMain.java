package org.idem.train;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.idem.config.ExperimentConfig;
import org.idem.config.reader.ConfigReader;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.EngineService;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.train.loop.Trainer;
import org.idem.train.process.MpiProcessGroup;
import org.idem.train.process.ProcessGroup;
import org.idem.train.process.RankFailedException;
import org.idem.train.process.SoleProcess;
import org.idem.train.process.StartedRank;
import org.idem.train.record.DivergedException;
import org.idem.train.record.StopSignal;
import org.idem.train.setup.DeviceChoice;

/**
 * Main class of the engine process that trains, as a {@link Request.Train} asks. Exit codes: 0 done, or saved and
 * stopped on request; 1 failed; 2 bad input; 130 cancelled. The lines of a training's log go to standard error.
 */
public final class TrainerMain {
    /** A step of a large network and a checkpoint of millions of classes take less. */
    private static final long SECONDS_TO_SAVE = 600;

    /** Held, or the level set on it would be lost with it. */
    private static final Logger LIBRARY = Logger.getLogger("ai.djl");

    private final StopSignal stop;

    private boolean isOneOfMany;

    private TrainerMain(StopSignal stop) {
        this.stop = stop;
    }

    /** Does what is asked and ends the process. */
    public static void main(String[] arguments) {
        LIBRARY.setLevel(Level.WARNING);
        StopSignal stop = new StopSignal();
        TrainerMain trainer = new TrainerMain(stop);
        boolean leads = StartedRank.ofThisProcess() == 0;
        int code = leads
                ? EngineService.serve(arguments, trainer::handle)
                : EngineService.serveSilently(arguments, trainer::handle);
        stop.markEnded(code);
        if (trainer.isOneOfMany) {
            // The libraries of MPI may still have an operation under way that never ends.
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    private Reply.End handle(Request request, Progress progress) {
        if (request instanceof Request.Train train) {
            return train(train);
        }
        throw new InputException(
                Problem.error(null, "request", "A trainer does not do this: " + request, "ask the process that does"));
    }

    private Reply.End train(Request.Train request) {
        saveOnTermination();
        RunDirectory run = RunDirectory.open(request.run());
        Clock clock = Clock.systemDefaultZone();
        isOneOfMany = request.ranks() > 1;
        ExperimentConfig config = recorded(
                run, clock, () -> ConfigReader.read(run.configFile(), List.of()).require());
        try (ProcessGroup group =
                recorded(run, clock, () -> isOneOfMany ? MpiProcessGroup.join(clock) : new SoleProcess(clock))) {
            Trainer.End end = new Trainer(run, config, stop, clock, System.err, new DeviceChoice(), group)
                    .train(request.resume());
            return new Reply.Trained(
                    end == Trainer.End.STOPPED, run.status().progress().step());
        } catch (DivergedException | RankFailedException e) {
            // No defect of the program: where it happened in the code tells the user nothing.
            return new Reply.Failure(e.getMessage());
        }
    }

    /** Whoever watches the run looks at its status, not at the exit code. */
    private static <T> T recorded(RunDirectory run, Clock clock, Supplier<T> work) {
        try {
            return work.get();
        } catch (InputException e) {
            if (StartedRank.ofThisProcess() == 0) {
                String first = e.getMessage().lines().findFirst().orElse("The training cannot begin");
                run.writeStatus(run.status().with(RunStatus.State.FAILED, first, clock.instant()));
            }
            throw e;
        }
    }

    /** SIGTERM and Ctrl-C save first. The native libraries must be idle when the process ends. */
    private void saveOnTermination() {
        Thread hook = new Thread(
                () -> {
                    stop.request();
                    try {
                        if (stop.awaitEnd(SECONDS_TO_SAVE)) {
                            Runtime.getRuntime().halt(stop.exitCode());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "idem-save-on-termination");
        Runtime.getRuntime().addShutdownHook(hook);
    }
}
