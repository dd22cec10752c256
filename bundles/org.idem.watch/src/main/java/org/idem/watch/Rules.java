package org.idem.watch;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.run.RunEvent.Kind;

/** The rules that a run is watched by. A new rule is one class and a line here. */
public final class Rules {
    private Rules() {}

    /** Logged steps in a row after which something counts as lasting. */
    private static final int LASTING = 10;

    private static final int LASTING_ZERO = 50;

    /** The rules of {@link #of}, and those for what a trainer of this project tells by itself: for logs of any. */
    static List<Rule> ofRecorded(RuleContext context) {
        List<Rule> rules = of(context);
        rules.add(new NotFiniteRule(LASTING * context.limits().window()));
        rules.add(new LossScaleRule(LASTING));
        return rules;
    }

    /** New rules that have seen nothing yet; those that the config ignores are left out. */
    public static List<Rule> of(RuleContext context) {
        DivergenceConfig limits = context.limits();
        List<Rule> rules = new ArrayList<>();
        if (limits.flat().action() != Action.IGNORE) {
            rules.add(new WindowedRule(
                    Kind.LOSS_FLAT, context, new PlateauDetector(limits.flat(), context.competingClasses())));
        }
        if (limits.growing().action() != Action.IGNORE) {
            rules.add(new WindowedRule(Kind.GRADIENT_GROWS, context, new GradientGrowthDetector(limits.growing())));
        }
        int window = context.limits().window();
        rules.add(new CollapseRule());
        rules.add(new StarvationRule(window));
        rules.add(new SlowWorkerRule(window));
        rules.add(new LearningRateRule(LASTING_ZERO, context.totalSteps()));
        rules.add(new MemoryGrowthRule());
        rules.add(new VerificationRule());
        return rules;
    }
}
