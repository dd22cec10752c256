package org.idem.train.loop;

import java.util.List;
import org.idem.config.AdafactorConfig;
import org.idem.config.OptimizerConfig;
import org.idem.train.centers.CenterAdafactor;
import org.idem.train.centers.CenterAdamW;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterSgd;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.optim.Adafactor;
import org.idem.train.optim.AdamW;
import org.idem.train.optim.MomentumLars;
import org.idem.train.optim.Optimizer;
import org.idem.train.optim.ParameterBuffers;
import org.idem.train.optim.SgdMomentum;
import org.idem.train.optim.WeightDecay;

/**
 * What {@code Optimizer} asks for, for the network and for the class centers. A class center is a vector, so that under
 * MomentumLARS it moves by plain momentum, as all tensors of one axis do, and under Adafactor by squares of its own.
 *
 * @param config the keys
 */
record OptimizerFactory(OptimizerConfig config) {
    /** PLSC's name of the class centers, which the config's parts of names refer to. */
    static final String CENTERS = "partialfc@dist@rank";

    private static final String ADAM_W = "AdamW";
    private static final String LARS = "MomentumLARS";
    private static final String ADAFACTOR = "Adafactor";

    /** Optimizers that there are. */
    static final List<String> NAMES = List.of("Momentum", ADAM_W, LARS, ADAFACTOR);

    /** Whether what the optimizer of a checkpoint remembered means the same to this one. */
    boolean goesOnFrom(TrainerState state) {
        return state.optimizer().equals(config.name());
    }

    /** Whether averages of squared gradients are kept of the class centers. */
    boolean squares() {
        return config.name().equals(ADAM_W) || config.name().equals(ADAFACTOR);
    }

    WeightDecay decay() {
        return new WeightDecay(config.weightDecay(), config.noWeightDecay());
    }

    Optimizer network(ParameterBuffers parameters) {
        return switch (config.name()) {
            case ADAM_W -> new AdamW(parameters, decay(), moments());
            case LARS -> new MomentumLars(parameters, decay(), config.momentum(), config.trust());
            case ADAFACTOR -> new Adafactor(parameters, decay(), adafactor());
            default -> new SgdMomentum(parameters, decay(), config.momentum());
        };
    }

    /**
     * The rule for one step.
     *
     * @param step its number, from 1
     */
    CenterOptimizer centers(long step) {
        double decay = decay().of(CENTERS);
        return switch (config.name()) {
            case ADAM_W -> new CenterAdamW(moments(), decay, step);
            case ADAFACTOR -> new CenterAdafactor(adafactor(), decay, step);
            default -> new CenterSgd(config.momentum(), decay);
        };
    }

    private AdamW.Moments moments() {
        return new AdamW.Moments(config.beta1(), config.beta2(), config.epsilon());
    }

    private Adafactor.Keys adafactor() {
        AdafactorConfig keys = config.adafactor();
        return new Adafactor.Keys(
                keys.epsilon(),
                keys.leastScale(),
                keys.clipThreshold(),
                keys.decayRate(),
                keys.beta1(),
                keys.scaleParameter(),
                keys.vectorsDecay());
    }
}
