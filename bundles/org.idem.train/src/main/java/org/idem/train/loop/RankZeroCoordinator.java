package org.idem.train.loop;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.idem.config.DivergenceConfig.Action;
import org.idem.config.GlobalConfig;
import org.idem.core.Progress;
import org.idem.data.PairDataset;
import org.idem.metrics.FarLabel;
import org.idem.metrics.TarAtFarRow;
import org.idem.plan.TrainingPlan;
import org.idem.run.CheckpointInfo;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.run.RunDirectory;
import org.idem.run.RunEvent.Handling;
import org.idem.run.RunEvent.Kind;
import org.idem.run.RunStatus.State;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.optim.MovingAverage;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairResult;
import org.idem.verify.PairVerification;

/** Reports, verifies and saves into the run directory. */
final class RankZeroCoordinator implements TrainingCoordinator {
    /** The rate whose TAR is a scalar of the run. */
    private static final double LOGGED_FAR = 1e-3;

    private final RunDirectory run;
    private final TrainingPlan plan;
    private final List<PairDataset> pairs;
    private final StopSignal stop;
    private final TrainingOutputs outlets;
    private final EventReporter incidents;
    private final CheckpointSaver saver;
    private final DivergenceMonitor judge;
    private DivergenceDecision urgent;
    private DivergedException failure;
    private Instant saved;
    private double best;

    /** Where things are told. */
    record TrainingOutputs(Clock clock, TrainLog log, ScalarWriter scalars, StatusWriter status) {}

    /** What is trained. */
    record TrainingContext(
            TrainingPlan plan, PrecisionChoice precision, List<Replica> replicas, List<PairDataset> pairs) {}

    RankZeroCoordinator(
            RunDirectory run,
            TrainingContext subject,
            StopSignal stop,
            TrainingOutputs outlets,
            CheckpointSaver saver,
            DivergenceMonitor judge,
            double best) {
        this.run = run;
        this.plan = subject.plan();
        this.pairs = subject.pairs();
        this.stop = stop;
        this.outlets = outlets;
        this.saver = saver;
        this.judge = judge;
        this.best = best;
        this.incidents = new EventReporter(run.events(), outlets.log(), outlets.status(), outlets.clock());
        this.saved = outlets.clock().instant();
    }

    @Override
    public void report(StepReport report) {
        outlets.scalars().step(report);
        outlets.status().step(report, plan);
        outlets.log().step(report);
        judge.step(report).forEach(verdict -> take(report.position().step(), verdict));
    }

    @Override
    public long decide(TrainingPosition at) {
        if (urgent != null) {
            return urgent(at);
        }
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
        boolean windowEnds = at.step() % plan.config().global().divergence().window() == 0;
        return windowEnds || (decision & (VERIFY | SAVE)) != 0 ? decision | CHECK : decision;
    }

    private boolean verificationIsDue(TrainingPosition at) {
        GlobalConfig global = plan.config().global();
        if (!global.evalDuringTrain()) {
            return false;
        }
        int every = Math.max(1, global.evalInterval());
        return global.evalByStep() ? at.step() % every == 0 : endsEpoch(at) && at.epoch() % every == 0;
    }

    private boolean endsEpoch(TrainingPosition at) {
        return at.batch() == plan.steps();
    }

    private boolean saveIsDue(TrainingPosition at) {
        GlobalConfig global = plan.config().global();
        int epochs = global.saveIntervalEpochs();
        int steps = global.saveIntervalSteps();
        return epochs > 0 && endsEpoch(at) && at.epoch() % epochs == 0
                || steps > 0 && at.step() % steps == 0
                || !global.saveIntervalTime().isZero()
                        && Duration.between(saved, outlets.clock().instant()).compareTo(global.saveIntervalTime()) >= 0;
    }

    @Override
    public long verify(Replica first, TrainingPosition at) {
        MovingAverage average = first.average();
        if (average == null || !plan.config().average().verifies(at.epoch())) {
            return verifyAsItIs(first, at);
        }
        outlets.log().info("Verification uses the moving average of the weights");
        average.swap();
        try {
            return verifyAsItIs(first, at);
        } finally {
            average.swap();
        }
    }

    private long verifyAsItIs(Replica first, TrainingPosition at) {
        EmbeddingPass pass = new EmbeddingPass(
                Math.max(1, plan.config().eval().batchSize()),
                plan.config().metric().flipTest(),
                Runtime.getRuntime().availableProcessors());
        try (Embedder embedder = BackboneEmbedder.over(first.backbone(), ModelDescription.of(plan))) {
            return verify(pass, embedder, at);
        } catch (CancellationException e) {
            outlets.log().info("Asked to stop: verification left");
            return 0;
        }
    }

    private long verify(EmbeddingPass pass, Embedder embedder, TrainingPosition at) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        double sum = 0;
        for (PairDataset set : pairs) {
            long start = System.nanoTime();
            PairVerification protocol =
                    new PairVerification(set, pass, plan.config().metric().folds());
            PairResult result = protocol.verify(embedder, untilStopped());
            Instant now = outlets.clock().instant();
            Evaluation evaluation = EvaluationStore.write(run, result.evaluation(at.step(), now), result.scores());
            addScalars(evaluation, scalars);
            logResult(at, evaluation, result.verification().xnorm(), (System.nanoTime() - start) / 1e9);
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
        for (TarAtFarRow row : evaluation.table()) {
            if (row.far() == LOGGED_FAR && row.isMeasurable()) {
                scalars.put(prefix + "tar@" + FarLabel.of(LOGGED_FAR), row.tar());
            }
        }
    }

    private void logResult(TrainingPosition at, Evaluation evaluation, double xnorm, double seconds) {
        outlets.log()
                .info(String.format(
                        Locale.ROOT,
                        "[Eval][Epoch %d][Avg]std: %.5f, xnorm: %.5f, %s: %.5f, metric: %.5f, set: %s, pairs: %d, cost: %.2fs",
                        at.epoch(),
                        evaluation.accuracyStd(),
                        xnorm,
                        plan.config().metric().flipTest() ? "accuracy-flip" : "accuracy",
                        evaluation.accuracy(),
                        evaluation.accuracy(),
                        evaluation.set(),
                        evaluation.pairs(),
                        seconds));
    }

    /** A checkpoint that could be done without may fail, say for a full disk: the next one may not. */
    @Override
    public void save(TrainingPosition at, double rate) {
        try {
            saver.save(at, rate, best, judge.setbacks());
            outlets.log().info("Saved checkpoint of step " + at.step());
        } catch (UncheckedIOException e) {
            String message = "the checkpoint of step " + at.step() + " cannot be written: "
                    + e.getCause().getMessage() + "; " + kept();
            if (isNeeded(at)) {
                incidents.tell(at.step(), Kind.SAVE_FAILED, "", message, Handling.STOPPED);
                throw new SaveFailedException(
                        "Saving failed: " + message + ". Free space on the disk and resume the run", e);
            }
            incidents.tell(at.step(), Kind.SAVE_FAILED, "", message + "; training goes on", Handling.WARNED);
        }
        saved = outlets.clock().instant();
    }

    private boolean isNeeded(TrainingPosition at) {
        return isStopping() || at.step() >= plan.totalSteps() || needsTarget();
    }

    private String kept() {
        List<CheckpointInfo> all = saver.checkpoints().list();
        return all.isEmpty()
                ? "there is no checkpoint before it"
                : "the checkpoint of step " + all.get(all.size() - 1).step() + " is the latest";
    }

    /** A rollback needs something of this optimizer to go back to. */
    private boolean needsTarget() {
        OptimizerFactory rule = new OptimizerFactory(plan.config().optimizer());
        return plan.config().global().divergence().mayRollBack()
                && saver.checkpoints()
                        .latest()
                        .filter(latest -> rule.goesOnFrom(Checkpoint.at(latest).state()))
                        .isEmpty();
    }

    @Override
    public long begin(TrainingPosition at) {
        return needsTarget() && at.step() < plan.totalSteps() ? CHECK | SAVE : 0;
    }

    /** Tells what was noticed; what ends the training or sends it back waits for the next decision. */
    private void take(long step, DivergenceDecision verdict) {
        switch (verdict.action()) {
            case WARN -> tell(step, verdict, "", Handling.WARNED);
            case SKIP -> tell(step, verdict, "; the update is left out", Handling.SKIPPED);
            default -> urgent = urgent == null || verdict.action() == Action.STOP ? verdict : urgent;
        }
    }

    private void tell(long step, DivergenceDecision verdict, String handling, Handling how) {
        incidents.tell(step, verdict.kind(), verdict.parameter(), verdict.what() + handling, how);
    }

    @Override
    public long broken(TrainingPosition at, NonFiniteValue fault) {
        take(at.step(), judge.broken(fault));
        return urgent(at);
    }

    private long urgent(TrainingPosition at) {
        if (urgent.action() == Action.ROLLBACK) {
            return ROLL_BACK;
        }
        failure = new DivergedException(at.step(), urgent.what());
        tell(at.step(), urgent, "; the training ends, " + kept(), Handling.STOPPED);
        return FAIL;
    }

    @Override
    public DivergedException failure() {
        return failure;
    }

    @Override
    public Checkpoint lastGood() {
        return Checkpoint.at(saver.checkpoints().resolve("latest"));
    }

    /** The lower rate is saved first: a process that is killed from here on resumes with it. */
    @Override
    public void rolledBack(TrainingPosition from, TrainingPosition to) {
        judge.setBack();
        save(to, plan.schedule().rate(Math.max(0, to.step() - 1)) * rateFactor());
        outlets.scalars().resumeAfter(to.step());
        judge.recall(run.metrics());
        outlets.log().restart();
        outlets.status().progress(to, plan);
        String text = String.format(
                Locale.ROOT,
                "; back to step %d with %.4g times the schedule's learning rate; steps %d to %d see the same images"
                        + " again, in the same order",
                to.step(),
                rateFactor(),
                to.step() + 1,
                from.step());
        tell(from.step(), urgent, text, Handling.ROLLED_BACK);
        urgent = null;
    }

    @Override
    public double rateFactor() {
        return judge.setbacks().rateFactor();
    }
}
