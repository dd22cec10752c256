package org.idem.bench;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.idem.core.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./idem bench}. Exit codes: 0 measured, 1 the work failed, 2 the input was wrong. */
@Command(
        name = "bench",
        description = "Measures the engine; prints JSON lines.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StepBench.class,
            InputBench.class,
            DataBench.class,
            SetBench.class,
            IjbBench.class,
            ScoresBench.class,
            DoctorBench.class,
            KernelBench.class,
            DeviceBench.class,
            HeadBench.class,
            CentersBench.class,
            ScalingBench.class,
            MemoryBench.class,
            RecomputeBench.class,
            OnnxBench.class,
            KillBench.class,
            FuzzBench.class,
            RunsBench.class,
            MetricsBench.class,
            CurvesBench.class
        })
public final class Main {
    private static final int BAD_INPUT = 2;

    /** Held, or the level set on it would be lost with it. */
    private static final Logger LIBRARY = Logger.getLogger("ai.djl");

    private Main() {}

    /** Runs one benchmark and ends the process. */
    public static void main(String[] arguments) {
        LIBRARY.setLevel(Level.WARNING);
        System.exit(line().execute(arguments));
    }

    /** The command line, for a test to look at. */
    static CommandLine line() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof InputException) {
                line.getErr().println(failure.getMessage());
                return BAD_INPUT;
            }
            throw failure;
        });
    }
}
