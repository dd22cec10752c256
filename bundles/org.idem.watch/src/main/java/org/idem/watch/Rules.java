package org.idem.watch;

import java.util.ArrayList;
import java.util.List;
import org.idem.config.DivergenceConfig;
import org.idem.config.DivergenceConfig.Action;
import org.idem.run.RunEvent.Kind;

/** The rules that a run is watched by. A new rule is one class and a line here. */
public final class Rules {
    private Rules() {}

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
        return rules;
    }
}
