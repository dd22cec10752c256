package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.plan.TrainingPlan;
import org.idem.run.MetricLog;
import org.idem.run.MetricSeries;
import org.idem.run.MetricTags;
import org.idem.run.RunEvent.Kind;
import org.idem.watch.Rule;
import org.idem.watch.RuleContext;
import org.idem.watch.Rules;
import org.idem.watch.StepValues;

/**
 * Says what is to be done about what the first worker sees, by {@code Global.divergence}. What it remembers follows from
 * the metric log, so that a resumed training is judged as if it had never stopped.
 */
final class DivergenceMonitor {
    /** Places at which the schedule is looked at for its peak. */
    private static final long PROBES = 10_000;

    private final DivergenceConfig limits;
    private final TrainingPlan plan;
    private final double peak;
    private List<Rule> rules;
    private RollbackState setbacks;
    private int skipped;

    /** Judges a training that had these setbacks before. */
    DivergenceMonitor(TrainingPlan plan, RollbackState setbacks) {
        this.limits = plan.config().global().divergence();
        this.plan = plan;
        this.peak = peak(plan);
        this.setbacks = setbacks;
        forget();
    }

    private static double peak(TrainingPlan plan) {
        long stride = Math.max(1, plan.totalSteps() / PROBES);
        return LongStream.iterate(0, step -> step < plan.totalSteps(), step -> step + stride)
                .mapToDouble(plan.schedule()::rate)
                .max()
                .orElse(0);
    }

    private void forget() {
        rules = Rules.of(new RuleContext(limits, plan.competingClasses(), peak));
        skipped = 0;
    }

    /** Judges a step; nothing mostly. */
    List<DivergenceDecision> step(StepReport report) {
        List<DivergenceDecision> verdicts = new ArrayList<>();
        if (report.fault() != null) {
            skipped++;
            verdicts.add(broken(report.fault()));
        } else if (!report.skipped()) {
            skipped = 0;
        }
        verdicts.addAll(observe(
                new Step(report.position().step(), report.loss(), report.gradientNorm(), scheduled(report.rate()))));
        return verdicts;
    }

    private double scheduled(double rate) {
        return rate / setbacks.rateFactor();
    }

    private List<DivergenceDecision> observe(StepValues step) {
        return rules.stream()
                .flatMap(rule -> rule.observe(step).stream())
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

    /** A step as the rules see it; the rate is the schedule's, without what rollbacks did to it. */
    private record Step(long step, double loss, double gradientNorm, double rate) implements StepValues {
        @Override
        public double value(String tag) {
            return switch (tag) {
                case MetricTags.LOSS -> loss;
                case MetricTags.GRADIENT_NORM -> gradientNorm;
                case MetricTags.LEARNING_RATE -> rate;
                default -> Double.NaN;
            };
        }
    }

    /** Judges a loss, gradient or weight that is not finite. */
    DivergenceDecision broken(NonFiniteValue fault) {
        boolean toSkip = limits.action() == Action.SKIP;
        if (toSkip && fault.kind() == Kind.WEIGHT_NOT_FINITE) {
            return new DivergenceDecision(Action.STOP, fault.kind(), fault.parameter(), fault.what());
        }
        if (toSkip && skipped > limits.maxSkips()) {
            String what = fault.what() + ", after " + limits.maxSkips() + " steps in a row that were left out";
            return new DivergenceDecision(Action.STOP, fault.kind(), fault.parameter(), what);
        }
        return limited(limits.action(), fault.kind(), fault.parameter(), fault.what());
    }

    private DivergenceDecision limited(Action action, Kind kind, String parameter, String what) {
        boolean often = action == Action.ROLLBACK && setbacks.count() >= limits.maxRollbacks();
        return often
                ? new DivergenceDecision(
                        Action.STOP, kind, parameter, what + ", after " + setbacks.count() + " rollbacks")
                : new DivergenceDecision(action, kind, parameter, what);
    }

    /** Setbacks so far. */
    RollbackState setbacks() {
        return setbacks;
    }

    /** The training went back once more. */
    void setBack() {
        setbacks = setbacks.oneMore(limits.rateFactor());
    }

    /** Remembers the steps of the log, and nothing else. */
    void recall(MetricLog log) {
        forget();
        MetricSeries losses = log.read(MetricTags.LOSS);
        double[] norms = log.read(MetricTags.GRADIENT_NORM).values();
        double[] rates = log.read(MetricTags.LEARNING_RATE).values();
        int count = Math.min(losses.size(), Math.min(norms.length, rates.length));
        for (int i = 0; i < count; i++) {
            skipped = Double.isFinite(losses.values()[i] + norms[i]) ? 0 : skipped + 1;
            observe(new Step(losses.steps()[i], losses.values()[i], norms[i], scheduled(rates[i])));
        }
    }
}
