package org.idem.train;

import java.time.Clock;
import java.util.List;
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
import org.idem.train.record.DivergedException;
import org.idem.train.record.StopSignal;

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

    private TrainerMain(StopSignal stop) {
        this.stop = stop;
    }

    /** Does what is asked and ends the process. */
    public static void main(String[] arguments) {
        LIBRARY.setLevel(Level.WARNING);
        StopSignal stop = new StopSignal();
        int code = EngineService.serve(arguments, new TrainerMain(stop)::handle);
        stop.markEnded(code);
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
        try {
            Trainer trainer = new Trainer(run, config(run, clock), stop, clock, System.err);
            Trainer.End end = trainer.train(request.resume());
            return new Reply.Trained(
                    end == Trainer.End.STOPPED, run.status().progress().step());
        } catch (DivergedException e) {
            // Weights that diverged are no defect of the program: where it happened in the code tells the user nothing.
            return new Reply.Failure(e.getMessage());
        }
    }

    /** Whoever watches the run looks at its status, not at the exit code. */
    private static ExperimentConfig config(RunDirectory run, Clock clock) {
        try {
            return ConfigReader.read(run.configFile(), List.of()).require();
        } catch (InputException e) {
            String first = e.getMessage().lines().findFirst().orElse("The config cannot be read");
            run.writeStatus(run.status().with(RunStatus.State.FAILED, first, clock.instant()));
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
