package org.idem.train.setup;

import org.idem.config.ExperimentConfig;
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
 * @param centersName PLSC's name of the class centers, which the config's parts of names refer to
 */
public record OptimizerFactory(OptimizerConfig config, String centersName) {
    /** PLSC's name of class centers that each rank has a shard of. */
    private static final String SHARDED = "partialfc@dist@rank";
    /** PLSC's name of class centers that each rank has whole. */
    private static final String REPLICATED = "partialfc";

    /** Returns the factory of a config's optimizers. */
    public static OptimizerFactory of(ExperimentConfig config) {
        boolean sharded = config.model().layer().modelParallel();
        return new OptimizerFactory(config.optimizer(), sharded ? SHARDED : REPLICATED);
    }

    private OptimizerKind kind() {
        return OptimizerKind.of(config.name());
    }

    /** Whether the optimizer state of a checkpoint means the same to this optimizer. */
    public boolean continues(TrainerState state) {
        return state.optimizer().name().equals(config.name());
    }

    /** Whether averages of squared gradients are kept of the class centers. */
    boolean keepsSquares() {
        return kind().keepsSquaresOfCenters();
    }

    /** Returns the gradient clipping of the config; null where it has none. */
    public GradientClip clip() {
        return config.clip() == null ? null : new GradientClip(config.clip());
    }

    /** Weight decay by parameter name. */
    public WeightDecay decay() {
        return new WeightDecay(config.weightDecay(), config.noWeightDecay());
    }

    /** A new optimizer of a network; it owns its state. */
    Optimizer network(ParameterBuffers parameters) {
        return switch (kind()) {
            case ADAM_W -> new AdamW(parameters, decay(), config.adamW());
            case MOMENTUM_LARS -> new MomentumLars(parameters, decay(), config.momentum(), config.trust());
            case ADAFACTOR -> new Adafactor(parameters, decay(), config.adafactor());
            case MOMENTUM -> new SgdMomentum(parameters, decay(), config.momentum());
        };
    }

    /**
     * The update of class centers in one step.
     *
     * @param step its number, from 1
     */
    public CenterOptimizer centers(long step) {
        double decay = decay().forTensor(centersName);
        return switch (kind()) {
            case ADAM_W -> new CenterAdamW(config.adamW(), decay, step);
            case ADAFACTOR -> new CenterAdafactor(config.adafactor(), decay, step);
            case MOMENTUM, MOMENTUM_LARS -> new CenterSgd(config.momentum(), decay);
        };
    }
}
