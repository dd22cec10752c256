package org.idem.train.loop;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.config.GlobalConfig;
import org.idem.core.AtomicFiles;
import org.idem.core.Progress;
import org.idem.data.PairSet;
import org.idem.run.Checkpoints;
import org.idem.run.Evaluation;
import org.idem.run.Evaluations;
import org.idem.run.RunDirectory;
import org.idem.run.RunStatus.State;
import org.idem.run.TarAt;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.embed.Embedder;
import org.idem.train.embed.VerificationRunner;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;

/** Reports, verifies and saves into the run directory. */
final class FirstWorkerDuties implements Duties {
    /** Work that a crash may cost at most. */
    private static final Duration SAVE_EVERY = Duration.ofMinutes(5);

    private final RunDirectory run;
    private final TrainingPlan plan;
    private final PrecisionChoice precision;
    private final long configCrc;
    private final List<PairSet> pairs;
    private final StopSignal stop;
    private final Outlets outlets;
    private final Checkpoints checkpoints;
    private final List<Replica> replicas;
    private Instant saved;
    private double best;

    /** Where things are told. */
    record Outlets(Clock clock, TrainLog log, Scalars scalars, StatusBoard status) {}

    /** What is trained. */
    record Subject(TrainingPlan plan, PrecisionChoice precision, List<Replica> replicas, List<PairSet> pairs) {}

    FirstWorkerDuties(
            RunDirectory run, Subject subject, StopSignal stop, Outlets outlets, double best, long configCrc) {
        this.run = run;
        this.plan = subject.plan();
        this.precision = subject.precision();
        this.replicas = subject.replicas();
        this.pairs = subject.pairs();
        this.stop = stop;
        this.outlets = outlets;
        this.best = best;
        this.configCrc = configCrc;
        this.checkpoints = new Checkpoints(run.checkpoints());
        this.saved = outlets.clock().instant();
    }

    @Override
    public void report(StepReport report) {
        outlets.scalars().step(report);
        outlets.status().step(report, plan);
        outlets.log().step(report);
    }

    @Override
    public long decide(Position at) {
        boolean stopping = isStopping();
        boolean last = at.step() >= plan.totalSteps();
        long decision = 0;
        if (!pairs.isEmpty() && !stopping && (last || verificationIsDue(at))) {
            decision |= VERIFY;
        }
        if (stopping || last || saveIsDue(at)) {
            decision |= SAVE;
        }
        if (stopping && !last) {
            outlets.log().info("Asked to stop: saving step " + at.step());
            outlets.status().state(State.STOPPING, "Saving");
            decision |= STOP;
        }
        return decision;
    }

    private boolean verificationIsDue(Position at) {
        GlobalConfig global = plan.config().global();
        if (!global.evalDuringTrain()) {
            return false;
        }
        int every = Math.max(1, global.evalInterval());
        return global.evalByStep() ? at.step() % every == 0 : endsEpoch(at) && at.epoch() % every == 0;
    }

    private boolean endsEpoch(Position at) {
        return at.batch() == plan.steps();
    }

    private boolean saveIsDue(Position at) {
        GlobalConfig global = plan.config().global();
        int epochs = global.saveIntervalEpochs();
        int steps = global.saveIntervalSteps();
        return epochs > 0 && endsEpoch(at) && at.epoch() % epochs == 0
                || steps > 0 && at.step() % steps == 0
                || Duration.between(saved, outlets.clock().instant()).compareTo(SAVE_EVERY) >= 0;
    }

    @Override
    public long verify(Replica first, Position at) {
        MovingAverage average = first.average();
        if (average == null || !plan.config().average().verifies(at.epoch())) {
            return verifyAsItIs(first, at);
        }
        outlets.log().info("Verification uses the moving average of the weights");
        average.exchange();
        try {
            return verifyAsItIs(first, at);
        } finally {
            average.exchange();
        }
    }

    private long verifyAsItIs(Replica first, Position at) {
        VerificationRunner runner = new VerificationRunner(
                Math.max(1, plan.config().eval().batchSize()),
                plan.config().metric().flipTest(),
                plan.config().metric().folds(),
                Runtime.getRuntime().availableProcessors());
        Embedder embedder = Embedder.over(first.backbone(), plan.description());
        try {
            return verify(runner, embedder, at);
        } catch (CancellationException e) {
            outlets.log().info("Asked to stop: verification left");
            return 0;
        }
    }

    private long verify(VerificationRunner runner, Embedder embedder, Position at) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        double sum = 0;
        for (PairSet set : pairs) {
            long start = System.nanoTime();
            VerificationRunner.Result result = runner.run(embedder, set, at.step(), outlets.clock(), untilStopped());
            Evaluation evaluation = Evaluations.write(run, result.evaluation(), result.scores(), result.same());
            addScalars(evaluation, scalars);
            logResult(at, result, (System.nanoTime() - start) / 1e9);
            sum += evaluation.accuracy();
        }
        outlets.scalars().add(at.step(), scalars);
        double accuracy = sum / pairs.size();
        if (accuracy <= best) {
            return 0;
        }
        best = accuracy;
        outlets.log()
                .info(String.format(
                        Locale.ROOT, "[Eval][Epoch %d][Step %d][best metric: %.5f]", at.epoch(), at.step(), best));
        return SAVE;
    }

    private Progress untilStopped() {
        return new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                outlets.status().message("Verifying");
            }

            @Override
            public boolean isCancelled() {
                return isStopping();
            }
        };
    }

    private boolean isStopping() {
        return stop.isRequested() || run.stopRequested();
    }

    private static void addScalars(Evaluation evaluation, Map<String, Double> scalars) {
        String prefix = "eval/" + evaluation.set() + "/";
        scalars.put(prefix + "accuracy", evaluation.accuracy());
        for (TarAt row : evaluation.table()) {
            if (Math.abs(row.far() - 1e-3) < 1e-9) {
                scalars.put(prefix + "tar@1e-3", row.tar());
            }
        }
    }

    private void logResult(Position at, VerificationRunner.Result result, double seconds) {
        Evaluation evaluation = result.evaluation();
        outlets.log()
                .info(String.format(
                        Locale.ROOT,
                        "[Eval][Epoch %d][Avg]std: %.5f, xnorm: %.5f, %s: %.5f, metric: %.5f, set: %s, pairs: %d, cost: %.2fs",
                        at.epoch(),
                        evaluation.accuracyStd(),
                        result.verification().xnorm(),
                        plan.config().metric().flipTest() ? "accuracy-flip" : "accuracy",
                        evaluation.accuracy(),
                        evaluation.accuracy(),
                        evaluation.set(),
                        evaluation.pairs(),
                        seconds));
    }

    @Override
    public void save(Position at, double rate) {
        Path staged = checkpoints.stage(at.step());
        try {
            Replica first = replicas.get(0);
            Checkpoint checkpoint =
                    Checkpoint.writeInto(staged, plan.description(), first.backbone(), first.optimizer());
            if (first.average() != null) {
                checkpoint.writeAverage(first.backbone(), first.average());
            }
            boolean divided = plan.config().model().layer().modelParallel();
            replicas.subList(0, divided ? replicas.size() : 1)
                    .forEach(replica -> checkpoint.writeCenters(replica.centers()));
            checkpoint.seal(state(at, rate));
            checkpoints.commit(staged, at.step());
        } catch (RuntimeException e) {
            AtomicFiles.deleteTree(staged);
            throw e;
        }
        if (best > before(checkpoints.bestValue())) {
            checkpoints.markBest(at.step(), "accuracy", best);
        }
        checkpoints.prune(plan.config().global().keepCheckpoints(), none -> false);
        saved = outlets.clock().instant();
        outlets.log().info("Saved checkpoint of step " + at.step());
    }

    private static double before(double marked) {
        return Double.isNaN(marked) ? TrainerState.NO_BEST : marked;
    }

    private TrainerState state(Position at, double rate) {
        LossScaler scaler = replicas.get(0).lossScaler();
        MovingAverage average = replicas.get(0).average();
        GlobalConfig global = plan.config().global();
        return new TrainerState(
                at.step(),
                at.epoch(),
                at.batch(),
                plan.steps(),
                global.seed(),
                plan.world(),
                plan.config().train().batchSize(),
                plan.images(),
                plan.classes(),
                precision.key(),
                plan.config().optimizer().name(),
                replicas.get(0).optimizer().steps(),
                rate,
                best,
                configCrc,
                replicas.get(0).headStatistics(),
                scaler == null ? null : scaler.state(),
                average == null ? 0 : average.steps());
    }
}
