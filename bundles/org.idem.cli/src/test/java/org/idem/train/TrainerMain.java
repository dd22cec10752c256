package org.idem.train;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.idem.protocol.EngineService;
import org.idem.protocol.Reply;
import org.idem.protocol.Request;
import org.idem.run.MetricLog;
import org.idem.run.RankHeartbeat;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunStatus;
import org.idem.run.TrainingProgress;

/** Stands in for the trainer: behaves as the name of the run says. */
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String[] arguments) {
        System.exit(EngineService.serve(arguments, (request, progress) -> {
            // Of several processes the first writes the run, as rank 0 does.
            return System.getenv().getOrDefault("OMPI_COMM_WORLD_RANK", "0").equals("0")
                    ? train(RunDirectory.open(request.subject()), (Request.Train) request)
                    : new Reply.Trained(false, 3);
        }));
    }

    private static Reply.End train(RunDirectory run, Request.Train request) {
        if (run.name().endsWith("failing")) {
            return new Reply.Failure("it exploded");
        }
        if (run.name().endsWith("wild")) {
            RunEvent.Kind kind = RunEvent.Kind.LOSS_NOT_FINITE;
            run.events().add(new RunEvent(2, Instant.now(), kind, "fc.weight", "the loss is NaN", Handling.SKIPPED));
        }
        if (run.name().endsWith("killed")) {
            run.writeStatus(RunStatus.starting(Instant.now()));
            // As kill -9 does it: no word, no hook.
            Runtime.getRuntime().halt(128 + 9);
        }
        long steps = run.name().endsWith("endless") ? 1_000_000 : 3;
        RunStatus status = RunStatus.starting(Instant.now());
        if (request.ranks() > 1) {
            status = status.withRanks(IntStream.range(0, request.ranks())
                    .mapToObj(rank -> RankHeartbeat.own(rank, Instant.now()))
                    .toList());
        }
        if (run.name().endsWith("halfway") && !request.resume()) {
            run.writeStatus(status.with(RunStatus.State.STOPPED, "", Instant.now()));
            return new Reply.Trained(true, 0);
        }
        try (MetricLog.Writer metrics = run.openMetrics()) {
            for (long step = 1; step <= steps; step++) {
                metrics.add(step, 1, Map.of("train/loss", 2.5, "eval/verify/accuracy", 0.75));
                Instant now = Instant.now();
                boolean stop = run.stopRequested();
                status = status.with(stop ? RunStatus.State.STOPPED : RunStatus.State.RUNNING, "", now)
                        .withProgress(new TrainingProgress(step, steps, 1, 1, 1, 40), now);
                run.writeStatus(status);
                if (stop) {
                    return new Reply.Trained(true, step);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        run.writeStatus(status.with(RunStatus.State.DONE, "", Instant.now()));
        return new Reply.Trained(false, steps);
    }
}
