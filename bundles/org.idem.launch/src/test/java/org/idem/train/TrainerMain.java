package org.idem.train;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Progress;
import org.idem.protocol.EngineService;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
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
        return train(RunDirectory.open(request.subject()), request);
    }

    private static Reply.End train(RunDirectory run, Request request) {
        System.out.println("request " + request);
        System.out.println("folder " + Path.of("").toAbsolutePath());
        System.out.println("arena " + System.getenv("MALLOC_ARENA_MAX"));
        System.out.println("libtorch " + System.getenv("PYTORCH_FLAVOR") + " " + System.getenv("PYTORCH_LIBRARY_PATH"));
        System.out.println("order " + System.getenv("CUDA_DEVICE_ORDER"));
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
}
