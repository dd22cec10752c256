package org.idem.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus;

/** Stands in for the trainer: behaves as the name of the run says. */
public final class TrainerMain {
    private static final int STEPS = 4;

    private TrainerMain() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        RunDirectory run = RunDirectory.open(Path.of(words.get(words.indexOf("--run") + 1)));
        if (words.get(0).equals("verify")) {
            verify(run, words);
        } else {
            train(run, words);
        }
    }

    private static void train(RunDirectory run, List<String> words) {
        System.out.println("arguments " + words);
        System.out.println("folder " + Path.of("").toAbsolutePath());
        System.out.println("arena " + System.getenv("MALLOC_ARENA_MAX"));
        if (run.name().endsWith("badinput")) {
            System.err.println("config.yaml:3:5: error: Model.name: No such backbone — give another");
            System.exit(2);
        }
        RunStatus status = RunStatus.starting(Instant.now());
        long steps = run.name().endsWith("endless") ? Long.MAX_VALUE : STEPS;
        for (long step = 1; step <= steps; step++) {
            Instant now = Instant.now();
            RunStatus.State state = run.stopRequested() ? RunStatus.State.STOPPED : RunStatus.State.RUNNING;
            status = status.with(state, "", now).withProgress(step, steps, 0, 1, 1, 100, now);
            run.writeStatus(status);
            if (state == RunStatus.State.STOPPED) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        run.writeStatus(status.with(RunStatus.State.DONE, "", Instant.now()));
    }

    private static void verify(RunDirectory run, List<String> words) throws IOException {
        Files.writeString(
                run.path().resolve("verify.pid"), "" + ProcessHandle.current().pid());
        System.out.println("{\"fraction\":0.5,\"message\":\"half\"}");
        System.out.println("not JSON");
        System.out.println("{\"fraction\":1,\"message\":\"all\"}");
        String set = words.get(words.indexOf("--on") + 1);
        if (set.endsWith("missing.bin")) {
            System.err.println("INFO something of a library");
            System.err.println(set + ":7: error: There is no such set — give another");
            System.exit(2);
        }
        if (set.endsWith("broken.bin")) {
            System.err.println("first line");
            System.err.println("the reason");
            System.exit(1);
        }
        if (set.endsWith("endless.bin")) {
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(5));
        }
        System.out.println("{\"result\":{\"sets\":[{\"name\":\"" + Path.of(set).getFileName() + "\"}]}}");
    }
}
