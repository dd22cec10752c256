package org.idem.train.setup;

import java.util.List;
import java.util.Map;
import org.idem.config.EmaConfig;
import org.idem.config.LossScaleConfig;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.centers.DiskCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.collective.Collective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.layer.PartialFc;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;
import org.idem.train.optim.Optimizer;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/**
 * What one rank trains, and what a checkpoint holds of it: the network, its optimizer, the rank's shard of the class
 * centers, the loss scale, the moving average. It owns native memory; the rank's thread uses it while it trains, any one
 * thread before and after.
 */
public final class ReplicaState implements AutoCloseable {
    private final TrainingPlan plan;
    private final RunDirectory run;
    private final Device device;
    private final OptimizerFactory optimizers;
    private final Backbone backbone;
    private final Optimizer optimizer;
    private final PartialFc layer;
    private final LossScaler lossScaler;
    private final MovingAverage average;

    /** A new state on the device that the calling thread belongs to, with weights and class centers drawn by the seed. */
    public ReplicaState(TrainingPlan plan, Collective collective) {
        this(plan, collective, null, KernelChoice.automatic(Device.current(), CpuFeatures.detect()));
    }

    /**
     * A new state with weights and class centers drawn by the seed, on the device that the calling thread belongs to.
     *
     * @param run keeps class centers that are not in memory; null where all are
     * @param kernels of the network's layers and of the class centers
     */
    public ReplicaState(TrainingPlan plan, Collective collective, RunDirectory run, KernelChoice kernels) {
        this.plan = plan;
        this.run = run;
        this.device = Device.current();
        this.optimizers = OptimizerFactory.of(plan.config());
        this.backbone = Backbones.create(
                plan.model(),
                plan.channelsLast(),
                plan.recomputation(),
                kernels,
                plan.config().global().seed());
        this.optimizer = optimizers.network(backbone.parameters());
        this.layer = new PartialFcFactory(plan, collective, run, kernels).layer();
        LossScaleConfig scaling = plan.config().precision().lossScale();
        this.lossScaler = scaling == null ? null : new LossScaler(scaling, collective);
        EmaConfig averaging = plan.config().average();
        this.average = averaging == null || collective.rank() > 0 ? null : average(backbone.parameters(), averaging);
    }

    private static MovingAverage average(FlatParameters parameters, EmaConfig keys) {
        return new MovingAverage(List.of(parameters.values(), parameters.statistics()), keys.decay(), keys.ramps());
    }

    /** Where it is, and what the rank's thread must belong to. */
    public Device device() {
        return device;
    }

    /** The network; equal on every rank. */
    public Backbone backbone() {
        return backbone;
    }

    /** Optimizer of the network; equal on every rank. */
    public Optimizer optimizer() {
        return optimizer;
    }

    /** Makes the optimizers of network and class centers. */
    public OptimizerFactory optimizers() {
        return optimizers;
    }

    /** The rank's share of the classification layer. */
    public PartialFc layer() {
        return layer;
    }

    /** The rank's class centers. */
    public Checkpoint.Shard centers() {
        return new Checkpoint.Shard(layer.shard(), layer.centers());
    }

    /**
     * Frees what class centers on disk keep of checkpoints that are gone; to be called once those of all ranks stand. What
     * cannot be freed takes room and does no harm.
     */
    public void freeOldCenters() {
        if (layer.centers() instanceof DiskCenters store) {
            CenterFolder.freeOld(plan, run, store);
        }
    }

    /** Running statistics of the margin head by name. */
    public Map<String, Double> headStatistics() {
        return layer.statistics();
    }

    /** Factor of the loss with its counts, equal on every rank; null where the loss is not scaled. */
    public LossScaler lossScaler() {
        return lossScaler;
    }

    /**
     * Moving average of the flat buffers of parameters and of running statistics, in this order; null where there is
     * none, and on all ranks but 0, which would have the same.
     */
    public MovingAverage average() {
        return average;
    }

    /**
     * Goes on from a checkpoint, which ranks of any number wrote. The state of another optimizer is left: its averages
     * mean something else.
     *
     * @throws org.idem.core.InputException if the checkpoint is damaged or of another network
     */
    public void restore(Checkpoint checkpoint) {
        TrainerState state = checkpoint.state();
        checkpoint.loadInto(backbone);
        if (optimizers.continues(state)) {
            checkpoint.loadInto(optimizer);
            checkpoint.loadInto(centers());
        } else {
            StateDictMapping.of(Weights.of(checkpoint), backbone.graph(), plan.classes())
                    .copyTo(centers());
        }
        if (lossScaler != null && state.lossScale() != null) {
            lossScaler.restore(state.lossScale());
        }
        if (average != null) {
            checkpoint.loadInto(average, backbone);
        }
        layer.restore(state.head());
    }

    @Override
    public void close() {
        layer.close();
        if (average != null) {
            average.close();
        }
        optimizer.close();
        backbone.close();
    }
}
