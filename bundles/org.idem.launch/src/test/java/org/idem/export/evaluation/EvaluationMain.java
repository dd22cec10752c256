package org.idem.export.evaluation;

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
import org.idem.protocol.InputContract;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;

/** Stands in for the process that judges models. */
public final class EvaluationMain {
    private static final InputContract INPUT =
            new InputContract(112, "bgr", List.of(0.5, 0.5, 0.5), List.of(0.5, 0.25, 0.5), InputContract.OPTION);

    private EvaluationMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, EvaluationMain::handle));
    }

    private static Reply.End handle(Request request, Progress progress) {
        return verify(RunDirectory.open(request.subject()), (Request.Verify) request, progress);
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
        return new Reply.Verified(run.checkpoints().resolve("3"), 3, INPUT, List.of(figures));
    }
}
