package org.idem.train.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.config.EmaConfig;
import org.idem.config.LossScaleConfig;
import org.idem.config.OptimizerConfig;
import org.idem.input.Batch;
import org.idem.plan.TrainingPlan;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.backbone.LayerRandom;
import org.idem.train.centers.ClassCenters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.checkpoint.TrainerState;
import org.idem.train.collective.Collective;
import org.idem.train.layer.PartialFc;
import org.idem.train.margin.LvFaceStage;
import org.idem.train.optim.BufferRange;
import org.idem.train.optim.GradientClip;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;
import org.idem.train.optim.Optimizer;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;
import org.idem.train.weights.StateDictMapping;
import org.idem.train.weights.Weights;

/**
 * One worker's network, optimizer and share of the class centers, and the step that all workers take together.
 *
 * <p>The batch of a worker is cut in {@code accum_steps} slices that pass one after the other, each with batch statistics
 * of its own, all against one sample of classes. Running statistics move by the mean over all slices of all workers. So
 * two workers with one slice each take, to rounding, the same step as one worker with two; but heads that look at their
 * batch, such as AdaFace, see slices.
 */
final class Replica implements AutoCloseable {
    /** Class centers that may be looked at without a thought for the time. */
    private static final int FEW_ROWS = 1 << 16;

    private final TrainingPlan plan;
    private final Collective workers;
    private final Backbone backbone;
    private final Optimizer optimizer;
    private final Map<String, BufferRange> ranges;
    private final ClassCenters centers;
    private final PartialFc layer;
    private final OptimizerFactory rule;
    private final GradientClip clip;
    /** Null where the loss is not scaled. */
    private final LossScaler scaler;
    /** Null where there is none, and on all workers but the first: they would have the same. */
    private final MovingAverage average;

    private final NonFiniteValueFinder finder;

    /**
     * What a step tells, the same on every worker.
     *
     * @param loss mean over the global batch before the step
     * @param gradientNorm of the network's gradient before clipping; NaN where the update was left out
     * @param lossScale what the loss was multiplied by, NaN where it is not scaled
     * @param skipped whether the update was left out because loss or gradients are not finite on some worker
     * @param fault why, unless a smaller loss scale may help; else null
     */
    record StepResult(double loss, double gradientNorm, double lossScale, boolean skipped, NonFiniteValue fault) {}

    Replica(TrainingPlan plan, Collective workers) {
        this(plan, workers, new PartialFcFactory(plan, workers).sampler());
    }

    Replica(TrainingPlan plan, Collective workers, ClassSampler sampler) {
        this.plan = plan;
        this.workers = workers;
        long seed = plan.config().global().seed();
        OptimizerConfig keys = plan.config().optimizer();
        this.backbone = Backbones.create(plan.model(), plan.channelsLast(), plan.recomputation(), seed);
        FlatParameters parameters = backbone.parameters();
        this.ranges = parameters.ranges();
        this.rule = new OptimizerFactory(keys);
        this.optimizer = rule.network(parameters);
        PartialFcFactory layers = new PartialFcFactory(plan, workers);
        this.centers = layers.centers();
        this.layer = layers.layer(workers, centers, sampler);
        this.clip = rule.clip();
        this.scaler = lossScaler(plan.config().precision().lossScale(), workers);
        EmaConfig averaging = plan.config().average();
        this.average = averaging == null || workers.rank() > 0
                ? null
                : new MovingAverage(
                        List.of(parameters.values(), parameters.statistics()), averaging.decay(), averaging.ramps());
        this.finder = new NonFiniteValueFinder(backbone, centers(), workers);
    }

    private static LossScaler lossScaler(LossScaleConfig keys, Collective workers) {
        return keys == null
                ? null
                : new LossScaler(
                        new LossScaler.Keys(
                                keys.initial(),
                                keys.largest(),
                                keys.growth(),
                                keys.decline(),
                                keys.soundSteps(),
                                keys.overflows(),
                                keys.dynamic()),
                        workers);
    }

    Backbone backbone() {
        return backbone;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    Checkpoint.Shard centers() {
        return new Checkpoint.Shard(layer.shard(), centers);
    }

    /** Stage of the training at the last step. */
    LvFaceStage stage() {
        return layer.stage();
    }

    Map<String, Double> headStatistics() {
        return layer.statistics();
    }

    /** What multiplies the loss now, and whether it can still help; null where the loss is not scaled. */
    LossScaler lossScaler() {
        return scaler;
    }

    /** Of the flat buffers of parameters and of running statistics, in this order; null where there is none. */
    MovingAverage average() {
        return average;
    }

    /** Goes on from a checkpoint. What another optimizer remembered is left: its averages mean something else. */
    void restore(Checkpoint checkpoint) {
        TrainerState state = checkpoint.state();
        checkpoint.loadInto(backbone);
        if (rule.goesOnFrom(state)) {
            checkpoint.loadInto(optimizer);
            checkpoint.loadInto(centers());
        } else {
            StateDictMapping.of(Weights.of(checkpoint), backbone.graph(), plan.classes())
                    .copyTo(centers());
        }
        if (scaler != null && state.lossScale() != null) {
            scaler.restore(state.lossScale());
        }
        if (average != null) {
            checkpoint.loadInto(average, backbone);
        }
        layer.restore(state.head());
    }

    /**
     * Looks for weights that are not finite; every worker does so at the same place. Rows of class centers move only when
     * they are sampled, so that a look takes as many as a window of steps may have sampled, in turn.
     *
     * @param step steps done
     * @param whole whether all class centers are looked at
     */
    Optional<NonFiniteValue> look(long step, boolean whole) {
        int rows = centers.count();
        long window = plan.config().global().divergence().window();
        double sampled = rows * plan.largestSampleRatio() * window;
        int stretch = whole ? rows : (int) Math.min(rows, Math.max(FEW_ROWS, sampled));
        long stretches = Math.max(1, (rows + (long) stretch - 1) / stretch);
        return finder.inWeights((int) (step / window % stretches * stretch), stretch);
    }

    NonFiniteValueFinder faults() {
        return finder;
    }

    /**
     * Takes one step with the other workers. Where loss or gradient is not finite on any of them, all leave the update
     * out: weights, centers, statistics and the optimizer's count stay as they were.
     *
     * @param step number of the step, from 0
     */
    StepResult step(Batch batch, long step, double rate, ComputeOptions arithmetic) {
        FlatParameters parameters = backbone.parameters();
        float[] statistics = parameters.statistics().toFloats();
        if (average != null) {
            average.initialize();
        }
        double scale = scaler == null ? Double.NaN : scaler.scale();
        double loss = gradients(batch, step, arithmetic);
        if (!Double.isFinite(loss)) {
            leaveOut(statistics);
            return new StepResult(loss, Double.NaN, scale, true, finder.ofLoss(loss));
        }
        workers.allReduceSum(parameters.gradients());
        averageStatistics(parameters.statistics());
        boolean helpless = scaler == null || scaler.isAtMinimum();
        double norm = scaler != null && overflows() ? Double.NaN : clipNetwork();
        double ofCenters = clipsCenters() && Double.isFinite(norm) ? layer.gradientNorm() : 0;
        if (!Double.isFinite(norm + ofCenters)) {
            leaveOut(statistics);
            return new StepResult(loss, Double.NaN, scale, true, helpless ? finder.ofGradient(scale) : null);
        }
        clipCenters(ofCenters);
        update(rate);
        return new StepResult(loss, norm, scale, false, null);
    }

    private void update(double rate) {
        optimizer.step(rate);
        layer.update(rule.centers(optimizer.steps()), rate);
        if (average != null) {
            average.update();
        }
    }

    /** The running statistics moved in the forward pass already. */
    private void leaveOut(float[] statistics) {
        layer.discard();
        backbone.parameters().statistics().copyFrom(statistics);
    }

    /** Takes the scale out of the gradients and asks all workers whether something is not finite. */
    private boolean overflows() {
        Tensor gradients = backbone.parameters().gradients();
        double scale = scaler.scale();
        TensorScope.run(() -> gradients.mul_(1 / scale));
        // The centers' gradient is made of probabilities and not scaled: it is finite where the loss is.
        return scaler.update(!Double.isFinite(TensorScope.compute(gradients::norm)));
    }

    /** One norm for each of PLSC's parameter groups; returns that of them all before clipping. */
    private double clipNetwork() {
        Tensor gradients = backbone.parameters().gradients();
        if (clip == null) {
            return TensorScope.compute(gradients::norm);
        }
        double squares = 0;
        for (Map<String, BufferRange> group : rule.decay().parameterGroups(ranges)) {
            double norm = clip.clip_(gradients, group);
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }

    /** Forward and backward; leaves this worker's gradients in the flat buffer and in the layer. */
    double gradients(Batch batch, long step, ComputeOptions arithmetic) {
        backbone.parameters().clearGradients();
        layer.beginStep(batch.labels(), step);
        int[] cuts = cuts(batch.count());
        MicroBatchStatistics running =
                new MicroBatchStatistics(backbone.parameters().statistics());
        double loss = 0;
        for (int slice = 0; slice + 1 < cuts.length; slice++) {
            running.beforeSlice();
            loss += slice(batch, cuts[slice], cuts[slice + 1], step, arithmetic);
            running.afterSlice();
        }
        running.end();
        return loss;
    }

    /** Forward and backward of the images [from, to) of a batch; gives their part of the batch's mean loss. */
    private double slice(Batch batch, int from, int to, long step, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(backbone.manager())) {
            LayerRandom draws =
                    LayerRandom.of(plan.config().global().seed(), step, workers.rank() * (long) batch.count() + from);
            ForwardBackwardPass way = backbone.forward(scope, imagesOf(batch, from, to), arithmetic, draws);
            double share = (double) (to - from) / batch.count();
            PartialFc.LossAndGradient pass =
                    layer.forwardBackward(way.embeddings(), Arrays.copyOfRange(batch.labels(), from, to), share);
            if (Double.isFinite(pass.loss())) {
                if (scaler != null) {
                    pass.gradient().mul_(scaler.scale());
                }
                way.backward(pass.gradient());
            }
            return share * pass.loss();
        }
    }

    /** Where slices begin, and the end; no slice has fewer than the two images that batch statistics need. */
    private int[] cuts(int count) {
        int slices = Math.max(1, Math.min(plan.config().global().accumSteps(), count / 2));
        int[] cuts = new int[slices + 1];
        for (int i = 0; i <= slices; i++) {
            cuts[i] = (int) ((long) count * i / slices);
        }
        return cuts;
    }

    private Tensor imagesOf(Batch batch, int from, int to) {
        int side = plan.model().inputSize();
        int numbers = 3 * side * side;
        Tensor images = Tensor.empty(to - from, 3, side, side);
        images.buffer().put(batch.images(), from * numbers, (to - from) * numbers);
        return images;
    }

    private void averageStatistics(Tensor statistics) {
        if (workers.world() > 1) {
            workers.allReduceSum(statistics);
            TensorScope.run(() -> statistics.mul_(1.0 / workers.world()));
        }
    }

    private boolean clipsCenters() {
        return clip != null && !clip.isExempt(OptimizerFactory.CENTERS);
    }

    private void clipCenters(double norm) {
        double factor = clipsCenters() ? clip.coefficient(norm) : 1;
        if (factor != 1) {
            layer.scaleGradient(factor);
        }
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
