package org.idem.train.loop;

import java.util.List;
import java.util.Map;
import org.idem.config.OptimizerConfig;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.head.CenterAdamW;
import org.idem.train.head.CenterMomentum;
import org.idem.train.head.CenterRule;
import org.idem.train.optim.AdamW;
import org.idem.train.optim.DecayGroups;
import org.idem.train.optim.Optimizer;
import org.idem.train.optim.Range;
import org.idem.train.optim.SgdMomentum;

/**
 * What {@code Optimizer} asks for, for the network and for the class centers.
 *
 * @param config the keys
 * @param centerDecay weight decay of the class centers
 * @param dense whether classes that were not sampled decay and move on
 */
record UpdateRule(OptimizerConfig config, double centerDecay, boolean dense) {
    /** Optimizers that there are. */
    static final List<String> NAMES = List.of("Momentum", "AdamW");

    /** Whether averages of squared gradients are kept. */
    boolean squares() {
        return config.name().equals("AdamW");
    }

    Optimizer network(FlatParameters parameters) {
        Map<String, Range> ranges = parameters.ranges();
        DecayGroups decay = DecayGroups.of(ranges, config.weightDecay(), config.noWeightDecay());
        return squares()
                ? new AdamW(parameters.values(), parameters.gradients(), decay, moments())
                : new SgdMomentum(parameters.values(), parameters.gradients(), decay, config.momentum());
    }

    /**
     * The rule for one step.
     *
     * @param step its number, from 1
     */
    CenterRule centers(long step) {
        return squares()
                ? new CenterAdamW(moments(), centerDecay, dense, step)
                : new CenterMomentum(config.momentum(), centerDecay, dense);
    }

    private AdamW.Moments moments() {
        return new AdamW.Moments(config.beta1(), config.beta2(), config.epsilon());
    }
}
