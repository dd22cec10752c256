package org.idem.train.record;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.idem.config.EvaluationConfig;
import org.idem.config.MetricConfig;
import org.idem.core.InputException;
import org.idem.core.Progress;
import org.idem.core.Units;
import org.idem.data.PairDataset;
import org.idem.metrics.FarLabel;
import org.idem.metrics.KFoldSettings;
import org.idem.metrics.TarAtFarRow;
import org.idem.plan.TrainingPlan;
import org.idem.run.Evaluation;
import org.idem.run.EvaluationStore;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.checkpoint.TrainingPosition;
import org.idem.train.embed.BackboneEmbedder;
import org.idem.train.optim.MovingAverage;
import org.idem.train.setup.ReplicaState;
import org.idem.verify.Embedder;
import org.idem.verify.EmbeddingPass;
import org.idem.verify.PairResult;
import org.idem.verify.PairVerification;

/** Verifies when it is due, and has the best weights so far saved. */
final class VerificationListener implements TrainingListener {
    /** The rate whose TAR is a scalar of the run. */
    private static final double LOGGED_FAR = 1e-3;

    private final TrainingPlan plan;
    private final ReplicaState replica;
    private final List<PairDataset> pairs;
    private final StopCondition stop;
    private final TrainingOutputs outputs;
    private final BestAccuracy best;
    private final BiConsumer<Long, Map<String, Double>> measuring;

    /**
     * Verifies rank 0's network.
     *
     * @param measuring told the step and what was measured after it, by the tags that it is logged under
     */
    VerificationListener(
            TrainingContext context,
            StopCondition stop,
            TrainingOutputs outputs,
            BestAccuracy best,
            BiConsumer<Long, Map<String, Double>> measuring) {
        this.measuring = measuring;
        this.plan = context.plan();
        this.replica = context.replica();
        this.pairs = context.pairs();
        this.stop = stop;
        this.outputs = outputs;
        this.best = best;
    }

    @Override
    public StepDecision onStepEnd(StepEnd end) {
        boolean due = !pairs.isEmpty() && !end.isStopRequested() && (end.isLast() || isDue(end.position()));
        return due ? StepDecision.of(StepAction.VERIFY) : StepDecision.NONE;
    }

    private boolean isDue(TrainingPosition at) {
        EvaluationConfig keys = plan.config().global().evaluation();
        if (!keys.enabled()) {
            return false;
        }
        int every = Math.max(1, keys.interval());
        boolean endsEpoch = at.batch() == plan.steps();
        return keys.byStep() ? at.step() % every == 0 : endsEpoch && at.epoch() % every == 0;
    }

    @Override
    public StepDecision onVerify(TrainingPosition at) {
        MovingAverage average = replica.average();
        if (average == null || !plan.config().average().verifies(at.epoch())) {
            return verifyWeights(at);
        }
        outputs.log().info("Verification uses the moving average of the weights");
        average.swap();
        try {
            return verifyWeights(at);
        } finally {
            average.swap();
        }
    }

    private StepDecision verifyWeights(TrainingPosition at) {
        EmbeddingPass pass = new EmbeddingPass(
                Math.max(1, plan.config().eval().batchSize()),
                plan.config().metric().flipTest(),
                Runtime.getRuntime().availableProcessors());
        try (Embedder embedder = BackboneEmbedder.over(replica.backbone(), ModelDescription.of(plan))) {
            return verify(pass, embedder, at);
        } catch (CancellationException e) {
            outputs.log().info("Asked to stop: verification left");
            return StepDecision.NONE;
        }
    }

    private StepDecision verify(EmbeddingPass pass, Embedder embedder, TrainingPosition at) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        double sum = 0;
        int measured = 0;
        for (PairDataset set : pairs) {
            try {
                Evaluation evaluation = verify(pass, embedder, set, at);
                addScalars(evaluation, scalars);
                sum += evaluation.accuracy();
                measured++;
            } catch (InputException e) {
                // Hours of training are worth more than what cannot be measured.
                outputs.log().warning("[Eval] " + set.name() + " is left out: " + e.getMessage());
            }
        }
        if (measured == 0) {
            return StepDecision.NONE;
        }
        outputs.scalars().add(at.step(), scalars);
        measuring.accept(at.step(), scalars);
        return decide(at, sum / measured);
    }

    private Evaluation verify(EmbeddingPass pass, Embedder embedder, PairDataset set, TrainingPosition at) {
        long start = System.nanoTime();
        MetricConfig metric = plan.config().metric();
        PairVerification protocol =
                new PairVerification(set, pass, new KFoldSettings(metric.folds(), metric.components()));
        PairResult result = protocol.verify(embedder, untilStopped());
        Evaluation evaluation = keep(result, at);
        logResult(at, evaluation, result.verification().xnorm(), (System.nanoTime() - start) / 1e9);
        if (result.skipped() > 0) {
            outputs.log()
                    .warning("[Eval] " + evaluation.set() + ": " + Units.count(evaluation.pairs()) + " pairs"
                            + evaluation.figures().counts().leftOut());
        }
        return evaluation;
    }

    /** An evaluation that cannot be written is worth no training. */
    private Evaluation keep(PairResult result, TrainingPosition at) {
        Evaluation evaluation = result.evaluation(at.step(), outputs.clock().instant());
        try {
            return EvaluationStore.write(outputs.run(), evaluation, result.scores());
        } catch (UncheckedIOException e) {
            outputs.log()
                    .warning("The evaluation on " + evaluation.set() + " cannot be written: " + e.getMessage()
                            + "; training goes on");
            return evaluation;
        }
    }

    private StepDecision decide(TrainingPosition at, double accuracy) {
        if (!best.isBest(at.step(), accuracy)) {
            return StepDecision.NONE;
        }
        outputs.log()
                .info(String.format(
                        Locale.ROOT, "[Eval][Epoch %d][Step %d][best metric: %.5f]", at.epoch(), at.step(), accuracy));
        return StepDecision.of(StepAction.SAVE);
    }

    private Progress untilStopped() {
        return new Progress() {
            @Override
            public void report(double fraction, Supplier<String> message) {
                outputs.status().message("Verifying");
            }

            @Override
            public boolean isCancelled() {
                return stop.isMet();
            }
        };
    }

    private static void addScalars(Evaluation evaluation, Map<String, Double> scalars) {
        String prefix = "eval/" + evaluation.set() + "/";
        scalars.put(prefix + "accuracy", evaluation.accuracy());
        for (TarAtFarRow row : evaluation.table()) {
            if (Double.compare(row.far(), LOGGED_FAR) == 0 && row.isMeasurable()) {
                scalars.put(prefix + "tar@" + FarLabel.of(LOGGED_FAR), row.tar());
            }
        }
    }

    private void logResult(TrainingPosition at, Evaluation evaluation, double xnorm, double seconds) {
        outputs.log()
                .info(String.format(
                        Locale.ROOT,
                        "[Eval][Epoch %d][Avg]std: %.5f, xnorm: %.5f, %s: %.5f, metric: %.5f, set: %s, pairs: %d,"
                                + " cost: %.2fs",
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
}
