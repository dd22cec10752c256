package org.idem.train;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.AtomicFiles;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.metrics.PairCounts;
import org.idem.metrics.VerificationFigures;
import org.idem.protocol.EngineService;
import org.idem.protocol.EvaluationFigures;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/** Stands in for the trainer: behaves as the name of the run says. */
public final class TrainerMain {
    private static final int STEPS = 4;

    private TrainerMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, TrainerMain::handle));
    }

    private static Reply.End handle(Request request, Progress progress) {
        RunDirectory run = RunDirectory.open(request.run());
        return request instanceof Request.Verify verify ? verify(run, verify, progress) : train(run, request);
    }

    private static Reply.End train(RunDirectory run, Request request) {
        System.out.println("request " + request);
        System.out.println("folder " + Path.of("").toAbsolutePath());
        System.out.println("arena " + System.getenv("MALLOC_ARENA_MAX"));
        if (run.name().endsWith("badinput")) {
            throw new InputException(new Problem(
                    Problem.Severity.ERROR, run.configFile(), 3, 5, "Model.name", "No such backbone", "give another"));
        }
        RunStatus status = RunStatus.starting(Instant.now());
        long steps = run.name().endsWith("endless") ? Long.MAX_VALUE : STEPS;
        for (long step = 1; step <= steps; step++) {
            Instant now = Instant.now();
            RunStatus.State state = run.stopRequested() ? RunStatus.State.STOPPED : RunStatus.State.RUNNING;
            status = status.with(state, "", now).withProgress(new TrainingProgress(step, steps, 0, 1, 1, 100), now);
            run.writeStatus(status);
            if (state == RunStatus.State.STOPPED) {
                return new Reply.Trained(true, step);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        run.writeStatus(status.with(RunStatus.State.DONE, "", Instant.now()));
        return new Reply.Trained(false, steps);
    }

    private static Reply.End verify(RunDirectory run, Request.Verify request, Progress progress) {
        AtomicFiles.write(
                run.path().resolve("verify.pid"), "" + ProcessHandle.current().pid());
        progress.report(0.5, () -> "half");
        System.out.println("not JSON");
        Path set = request.sets().get(0);
        switch (set.getFileName().toString()) {
            case "missing.bin" -> throw new InputException(
                    new Problem(Problem.Severity.ERROR, set, 7, 3, "pairs", "There is no such set", "give another"));
            case "failing.bin" -> {
                return new Reply.Failure("the reason");
            }
            case "crashing.bin" -> {
                System.err.println("first line");
                // As a native library prints, past Java's streams and without an end of line.
                new PrintStream(new FileOutputStream(FileDescriptor.out), true).print("the crash");
                Runtime.getRuntime().halt(134);
            }
            case "silent.bin" -> Runtime.getRuntime().halt(0);
            case "endless.bin" -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(5));
            default -> new PrintStream(new FileOutputStream(FileDescriptor.out), true).print("printed by a library");
        }
        VerificationFigures measured =
                new VerificationFigures(0.75, 0, 0.3, 0.8, 0.25, PairCounts.uncounted(4), List.of());
        Evaluation evaluation = new Evaluation("a", set, 3, Instant.now(), measured, null);
        EvaluationStore.write(run, evaluation);
        Path file = EvaluationStore.file(run.eval(), evaluation);
        EvaluationFigures figures = new EvaluationFigures("a", file, 4, 0.75, 0.25);
        return new Reply.Verified(run.checkpoints().resolve("3"), 3, List.of(figures));
    }
}
