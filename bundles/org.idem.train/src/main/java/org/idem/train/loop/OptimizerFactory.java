package org.idem.train.loop;

import org.idem.config.AdafactorConfig;
import org.idem.config.GradClip;
import org.idem.config.OptimizerConfig;
import org.idem.plan.OptimizerKind;
import org.idem.train.centers.CenterAdafactor;
import org.idem.train.centers.CenterAdamW;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterSgd;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.optim.Adafactor;
import org.idem.train.optim.AdamW;
import org.idem.train.optim.GradientClip;
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

    /** Whether what the optimizer of a checkpoint remembered means the same to this one. */
    boolean goesOnFrom(TrainerState state) {
        return state.optimizer().equals(config.name());
    }

    private OptimizerKind kind() {
        return OptimizerKind.of(config.name());
    }

    /** Whether averages of squared gradients are kept of the class centers. */
    boolean keepsSquares() {
        return kind().keepsSquaresOfCenters();
    }

    /** Gradient clipping, or null. */
    GradientClip clip() {
        GradClip clip = config.clip();
        return clip == null
                ? null
                : new GradientClip(clip.clipNorm(), clip.alwaysClip(), clip.largestFactor(), clip.noClipList());
    }

    WeightDecay decay() {
        return new WeightDecay(config.weightDecay(), config.noWeightDecay());
    }

    Optimizer network(ParameterBuffers parameters) {
        return switch (kind()) {
            case ADAM_W -> new AdamW(parameters, decay(), moments());
            case MOMENTUM_LARS -> new MomentumLars(parameters, decay(), config.momentum(), config.trust());
            case ADAFACTOR -> new Adafactor(parameters, decay(), adafactor());
            case MOMENTUM -> new SgdMomentum(parameters, decay(), config.momentum());
        };
    }

    /**
     * The rule for one step.
     *
     * @param step its number, from 1
     */
    CenterOptimizer centers(long step) {
        double decay = decay().forTensor(CENTERS);
        return switch (kind()) {
            case ADAM_W -> new CenterAdamW(moments(), decay, step);
            case ADAFACTOR -> new CenterAdafactor(adafactor(), decay, step);
            case MOMENTUM, MOMENTUM_LARS -> new CenterSgd(config.momentum(), decay);
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
