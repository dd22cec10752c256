package org.idem.train;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.idem.config.ConfigReader;
import org.idem.config.ExperimentConfig;
import org.idem.core.InputException;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.train.Arguments.Train;
import org.idem.train.Arguments.Verify;
import org.idem.train.loop.DivergedException;
import org.idem.train.loop.StopSignal;
import org.idem.train.loop.Trainer;

/**
 * Main class of the trainer process.
 *
 * <pre>
 * train --run DIR [--resume]
 * verify --run DIR [--checkpoint STEP|latest|best] --on FILE… --out FOLDER
 * </pre>
 *
 * Exit codes: 0 done, or saved and stopped on request; 1 failed; 2 bad input; 130 cancelled. Training writes log lines to
 * the standard output, verification one JSON object per line, the result last.
 */
public final class TrainerMain {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int CANCELLED = 130;
    /** A step of a large network and a checkpoint of millions of classes take less. */
    private static final long SECONDS_TO_SAVE = 600;

    /** Held, or the level set on it would be lost with it. */
    private static final Logger LIBRARY = Logger.getLogger("ai.djl");

    private TrainerMain() {}

    /** Runs and ends the process. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        LIBRARY.setLevel(Level.WARNING);
        StopSignal stop = new StopSignal();
        int code = guarded(() -> run(CommandLine.parse(List.of(args)), stop, out), errors);
        stop.markEnded(code);
        System.exit(code);
    }

    /** Work that ends with an exit code. */
    @FunctionalInterface
    private interface Work {
        int run();
    }

    private static int guarded(Work work, PrintStream errors) {
        try {
            return work.run();
        } catch (InputException e) {
            errors.println(e.getMessage());
            return BAD_INPUT;
        } catch (CancellationException e) {
            errors.println("Cancelled");
            return CANCELLED;
        } catch (DivergedException e) {
            // Weights that diverged are no defect of the program: where it happened in the code tells the user nothing.
            errors.println(e.getMessage());
            return FAILED;
        } catch (RuntimeException | Error e) {
            System.getLogger(TrainerMain.class.getName()).log(System.Logger.Level.ERROR, e.getMessage(), e);
            return FAILED;
        }
    }

    private static int run(Arguments arguments, StopSignal stop, PrintStream out) {
        if (arguments instanceof Train train) {
            return train(train, stop, out);
        }
        return new VerifyCommand((Verify) arguments, Clock.systemUTC(), out).run();
    }

    private static int train(Train arguments, StopSignal stop, PrintStream out) {
        saveOnTermination(stop);
        RunDirectory run = RunDirectory.open(arguments.run());
        Clock clock = Clock.systemDefaultZone();
        new Trainer(run, config(run, clock), stop, clock, out).train(arguments.resume());
        return DONE;
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
    private static void saveOnTermination(StopSignal stop) {
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
