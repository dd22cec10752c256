package org.idem.train.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.plan.TrainingPlan;
import org.idem.run.MetricHistory;
import org.idem.run.MetricLog;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;
import org.idem.train.checkpoint.RollbackState;
import org.idem.train.optim.LossScaler;
import org.idem.watch.RecordedAccuracies;
import org.idem.watch.RecordedAccuracies.Accuracy;
import org.idem.watch.RecordedSteps;
import org.idem.watch.Rule;
import org.idem.watch.RuleContext;
import org.idem.watch.Rules;
import org.idem.watch.StepValues;

/**
 * Says what is to be done about what rank 0 sees, by {@code Global.divergence}. What it remembers follows from
 * the metric log, so that a resumed training decides as if it had never stopped.
 */
final class DivergenceMonitor {
    /** Steps at which the schedule is evaluated to find its peak. */
    private static final long PROBES = 10_000;

    private final DivergenceConfig limits;
    private final TrainingPlan plan;
    private final double peak;
    private List<Rule> rules;
    private RollbackState rollbacks;
    private int skippedInARow;

    /** Decides about a training that had these rollbacks before. */
    DivergenceMonitor(TrainingPlan plan, RollbackState rollbacks) {
        this.limits = plan.config().global().divergence();
        this.plan = plan;
        this.peak = peak(plan);
        this.rollbacks = rollbacks;
        reset();
    }

    private static double peak(TrainingPlan plan) {
        long stride = Math.max(1, plan.totalSteps() / PROBES);
        return LongStream.iterate(0, step -> step < plan.totalSteps(), step -> step + stride)
                .mapToDouble(plan.schedule()::rate)
                .max()
                .orElse(0);
    }

    private void reset() {
        rules = Rules.of(new RuleContext(limits, plan.competingClasses(), peak, plan.totalSteps()));
        skippedInARow = 0;
    }

    /** Decides about a step; mostly there is nothing to do. */
    List<DivergenceDecision> decide(StepReport report) {
        StepResult result = report.result();
        List<DivergenceDecision> decisions = new ArrayList<>();
        if (result.nonFinite() != null) {
            skippedInARow++;
            decisions.add(decide(result.nonFinite()));
        } else if (!result.skipped()) {
            skippedInARow = 0;
        }
        Map<String, Double> scalars = report.scalars();
        decisions.addAll(observe(new Step(
                report.position().step(), scheduled(report.rate()), tag -> scalars.getOrDefault(tag, Double.NaN))));
        return decisions;
    }

    private double scheduled(double rate) {
        return rate / rollbacks.rateFactor();
    }

    private List<DivergenceDecision> observe(StepValues step) {
        return rules.stream()
                .flatMap(rule -> rule.observe(step).stream())
                .map(finding -> limited(action(finding.kind()), finding.kind(), "", finding.message()))
                .toList();
    }

    /** Decides about accuracies that were measured after a step, by the tags that they are logged under. */
    List<DivergenceDecision> decide(long step, Map<String, Double> measured) {
        List<DivergenceDecision> decisions = new ArrayList<>();
        measured.forEach((tag, value) -> {
            if (RecordedAccuracies.isAccuracy(tag)) {
                decisions.addAll(observe(new Accuracy(step, RecordedAccuracies.set(tag), value)));
            }
        });
        return decisions;
    }

    private List<DivergenceDecision> observe(Accuracy accuracy) {
        return rules.stream()
                .flatMap(rule -> rule.observeAccuracy(accuracy.step(), accuracy.set(), accuracy.value()).stream())
                .map(finding -> limited(action(finding.kind()), finding.kind(), "", finding.message()))
                .toList();
    }

    private Action action(Kind kind) {
        return switch (kind) {
            case LOSS_FLAT -> limits.flat().action();
            case GRADIENT_GROWS -> limits.growing().action();
            default -> Action.WARN;
        };
    }

    /** A step as the rules see it: as it is logged, but for the rate, which is the schedule's without the rollbacks. */
    private record Step(long step, double rate, ToDoubleFunction<String> logged) implements StepValues {
        @Override
        public double value(String tag) {
            return tag.equals(MetricTags.LEARNING_RATE) ? rate : logged.applyAsDouble(tag);
        }
    }

    /** Decides about a loss, gradient or weight that is not finite. */
    DivergenceDecision decide(NonFiniteValue value) {
        boolean toSkip = limits.action() == Action.SKIP;
        if (toSkip && value.kind() == Kind.WEIGHT_NOT_FINITE) {
            return new DivergenceDecision(Action.STOP, value.kind(), value.parameter(), value.what());
        }
        if (toSkip && skippedInARow > limits.maxSkips()) {
            String what = value.what() + ", after " + limits.maxSkips() + " steps in a row that were left out";
            return new DivergenceDecision(Action.STOP, value.kind(), value.parameter(), what);
        }
        return limited(limits.action(), value.kind(), value.parameter(), value.what());
    }

    private DivergenceDecision limited(Action action, Kind kind, String parameter, String what) {
        boolean exhausted = action == Action.ROLLBACK && rollbacks.count() >= limits.maxRollbacks();
        return exhausted
                ? new DivergenceDecision(
                        Action.STOP, kind, parameter, what + ", after " + rollbacks.count() + " rollbacks")
                : new DivergenceDecision(action, kind, parameter, what);
    }

    /** Rollbacks so far. */
    RollbackState rollbacks() {
        return rollbacks;
    }

    /** Records that the training went back once more. */
    void recordRollback() {
        rollbacks = rollbacks.next(limits.rateFactor());
    }

    /** Forgets everything but the rollbacks and takes in the steps of a log. */
    void replay(MetricLog log) {
        reset();
        MetricHistory history = new MetricHistory(log);
        history.poll();
        RecordedSteps steps = new RecordedSteps(history);
        RecordedAccuracies accuracies = new RecordedAccuracies(history);
        while (steps.next()) {
            accuracies.upTo(steps.step() - 1, this::observe);
            double loss = steps.value(MetricTags.LOSS);
            double norm = steps.value(MetricTags.GRADIENT_NORM);
            if (Double.isFinite(loss + norm)) {
                skippedInARow = 0;
            } else if (!Double.isFinite(loss) || !LossScaler.mayShrink(steps.value(MetricTags.LOSS_SCALE))) {
                skippedInARow++;
            }
            observe(new Step(steps.step(), scheduled(steps.value(MetricTags.LEARNING_RATE)), steps::value));
        }
        accuracies.upTo(Long.MAX_VALUE, this::observe);
    }
}
