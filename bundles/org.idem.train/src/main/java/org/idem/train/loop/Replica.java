package org.idem.train.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.input.Batch;
import org.idem.input.BatchForm;
import org.idem.input.transform.FinalPass;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.backbone.LayerRandom;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.collective.Collective;
import org.idem.train.layer.PartialFc;
import org.idem.train.margin.MarginStage;
import org.idem.train.optim.BufferRange;
import org.idem.train.optim.GradientClip;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;
import org.idem.train.optim.WeightDecay;
import org.idem.train.record.NonFiniteValue;
import org.idem.train.record.StepObservation;
import org.idem.train.record.StepResult;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.PendingNorms;
import org.idem.train.tensor.PixelTransfer;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The step that all ranks take together, on one rank's state.
 *
 * <p>The batch of a rank is cut in {@code accum_steps} micro batches that pass one after the other, each with batch
 * statistics of its own, all against one sample of classes. Running statistics move by the mean over all micro batches of
 * all ranks. So two ranks with one micro batch each take, to rounding, the same step as one rank with two; but heads that
 * look at their batch, such as AdaFace, see micro batches.
 */
final class Replica implements AutoCloseable {
    /** Class centers that a check reads in no time worth counting. */
    private static final int FEW_ROWS = 1 << 16;

    private final TrainingPlan plan;
    private final Collective collective;
    private final ReplicaState state;
    private final Backbone backbone;
    private final Map<String, BufferRange> ranges;
    private final PartialFc layer;
    private final GradientClip clip;
    /** Null where the loss is not scaled. */
    private final LossScaler scaler;

    private final NonFiniteValueFinder finder;
    private final GradientExchange exchange;
    /** Null until a batch comes as pixels. */
    private PixelTransfer pixels;

    private long[] following = {};
    private long ownNanos;
    /** As it was at the step that was observed last. */
    private BlockTraffic traffic = BlockTraffic.NONE;

    private int stepsOfTraffic;

    Replica(TrainingPlan plan, Collective collective, ReplicaState state) {
        this.plan = plan;
        this.collective = collective;
        this.state = state;
        this.backbone = state.backbone();
        this.ranges = backbone.parameters().ranges();
        this.layer = state.layer();
        this.clip = state.optimizers().clip();
        this.scaler = state.lossScaler();
        this.exchange = new GradientExchange(
                collective,
                backbone.parameters().gradients(),
                state.device(),
                GradientExchange.BUCKET,
                plan.roundsExchange());
        this.finder = new NonFiniteValueFinder(backbone, state.centers(), collective);
    }

    ReplicaState state() {
        return state;
    }

    /** Stage of the margin head at the last step. */
    MarginStage stage() {
        return layer.stage();
    }

    /**
     * Looks for weights that are not finite; a collective operation with one result. Class centers move only when they
     * are sampled, so that a check reads as many of them as a window of steps may have sampled, in turn.
     *
     * @param step steps done
     * @param whole whether all class centers are read
     */
    Optional<NonFiniteValue> findNonFinite(long step, boolean whole) {
        int rows = layer.shard().count();
        long window = plan.config().global().divergence().window();
        double sampled = rows * plan.largestSampleRatio() * window;
        int part = whole ? rows : (int) Math.min(rows, Math.max(FEW_ROWS, sampled));
        long parts = Math.max(1, (rows + (long) part - 1) / part);
        return finder.inWeights((int) (step / window % parts * part), part);
    }

    NonFiniteValueFinder finder() {
        return finder;
    }

    /** Tells which labels the batch will have that follows the one of the next step; empty where that is not known. */
    void announceFollowing(long[] labels) {
        following = labels;
    }

    /**
     * Takes one step with the other ranks. Where loss or gradient is not finite on any of them, all skip the update:
     * weights, centers, statistics and the optimizer's count stay as they were.
     *
     * @param batch this rank's images
     * @param step number of the step, from 0
     * @param rate learning rate
     * @return equal on every rank
     */
    StepResult step(Batch batch, long step, double rate, ComputeOptions arithmetic) {
        if (state.average() != null) {
            state.average().initialize();
        }
        try (MicroBatchStatistics statistics =
                new MicroBatchStatistics(backbone.parameters().statistics())) {
            return step(batch, step, rate, arithmetic, statistics);
        }
    }

    private StepResult step(
            Batch batch, long step, double rate, ComputeOptions arithmetic, MicroBatchStatistics statistics) {
        FlatParameters parameters = backbone.parameters();
        stepsOfTraffic++;
        double scale = scaler == null ? Double.NaN : scaler.scale();
        double loss = gradients(batch, step, arithmetic, statistics);
        if (!Double.isFinite(loss)) {
            exchange.settle();
            skipStep(statistics);
            return new StepResult(loss, Double.NaN, scale, true, finder.ofLoss(loss), null);
        }
        exchange.finish();
        StepObservation observation = observation(step);
        averageStatistics(parameters.statistics());
        boolean atFloor = scaler == null || scaler.isAtMinimum();
        double norm = clip();
        if (!Double.isFinite(norm)) {
            skipStep(statistics);
            return new StepResult(loss, Double.NaN, scale, true, atFloor ? finder.ofGradient(scale) : null, null);
        }
        if (scaler != null) {
            exchange.scaleResiduals(scaler.scale() / scale);
        }
        update(rate);
        return new StepResult(loss, norm, scale, false, null, observation);
    }

    /** Whether more is looked at in a step than it needs: as often as a line is printed. Equal on every rank. */
    boolean observes(long step) {
        return (step + 1) % Math.max(1, plan.config().global().printBatchStep()) == 0;
    }

    private StepObservation observation(long step) {
        if (!observes(step)) {
            return null;
        }
        return new StepObservation(layer.observation(), layer.gradientNorm(), trafficOfSteps());
    }

    /** A step's mean since it was last asked for; none where class centers are in memory. */
    private Optional<BlockTraffic> trafficOfSteps() {
        if (!layer.centers().readsAhead()) {
            return Optional.empty();
        }
        BlockTraffic before = traffic;
        traffic = layer.centers().traffic();
        BlockTraffic mean = traffic.since(before).mean(stepsOfTraffic);
        stepsOfTraffic = 0;
        return Optional.of(mean);
    }

    /** Nanoseconds of the last step that this rank took for its own part, without waiting for others. */
    long ownNanos() {
        return ownNanos;
    }

    private void update(double rate) {
        state.optimizer().step(rate);
        layer.update(state.optimizers().centers(state.optimizer().steps()), rate);
        MovingAverage average = state.average();
        if (average != null) {
            average.update();
        }
    }

    /** Forgets what rounding has left out of the exchanged gradients, as a training that is resumed here does not know it. */
    void clearResiduals() {
        exchange.clearResiduals();
    }

    /** Undoes what the forward pass moved already. What was left out of a gradient that is not finite is not finite either. */
    private void skipStep(MicroBatchStatistics statistics) {
        exchange.clearResiduals();
        layer.discard();
        statistics.restore();
    }

    /**
     * Takes the loss scale out of the gradients and clips them by one norm for each of PLSC's parameter groups. Class centers
     * that are not exempt belong to the group of their weight decay, with one norm over all ranks. All norms are read at once.
     *
     * @return norm of all that may be clipped, of the network's gradient where nothing is; before clipping. Not finite where
     *     the gradient of any rank is not
     */
    private double clip() {
        Tensor gradients = backbone.parameters().gradients();
        if (scaler != null) {
            double scale = scaler.scale();
            TensorScope.run(() -> gradients.mul_(1 / scale));
        }
        List<Map<String, BufferRange>> groups =
                clip == null ? List.of() : state.optimizers().decay().parameterGroups(ranges);
        boolean clipsAll = clip != null && ranges.keySet().stream().noneMatch(clip::isExempt);
        boolean clipsCenters = clip != null && !clip.isExempt(state.optimizers().centersName());
        List<PendingNorms> pending = new ArrayList<>();
        groups.forEach(group -> pending.add(clip.norms(gradients, group)));
        // What is exempt must be finite all the same.
        pending.add(TensorScope.compute(() -> clipsAll ? new PendingNorms() : new PendingNorms().add(gradients)));
        pending.addAll(clipsCenters ? layer.gradientNorms() : List.of());
        List<double[]> norms = PendingNorms.read(pending);
        List<double[]> ofGroups = norms.subList(0, groups.size());
        double network = clipsAll
                ? Math.sqrt(ofGroups.stream().mapToDouble(PendingNorms::squares).sum())
                : norms.get(groups.size())[0];
        // The centers' gradient is made of probabilities and not scaled: it is finite where the loss is.
        if (scaler != null && scaler.update(!Double.isFinite(network))) {
            return Double.NaN;
        }
        if (clip == null || !Double.isFinite(network)) {
            return network;
        }
        double centers = clipsCenters ? layer.gradientNorm(norms.subList(groups.size() + 1, norms.size())) : 0;
        return clip(groups, ofGroups, centers);
    }

    private double clip(List<Map<String, BufferRange>> groups, List<double[]> norms, double centers) {
        Tensor gradients = backbone.parameters().gradients();
        double squares = 0;
        boolean clippedCenters = false;
        for (int i = 0; i < groups.size(); i++) {
            Map<String, BufferRange> group = groups.get(i);
            boolean withCenters = centers > 0 && decayLikeCenters(group);
            double together = PendingNorms.squares(norms.get(i)) + (withCenters ? centers * centers : 0);
            double factor = clip.coefficient(Math.sqrt(together));
            clip.scale_(gradients, group, factor);
            if (withCenters) {
                scaleCenters(factor);
                clippedCenters = true;
            }
            squares += together;
        }
        if (centers > 0 && !clippedCenters) {
            scaleCenters(clip.coefficient(centers));
            squares += centers * centers;
        }
        return Math.sqrt(squares);
    }

    private boolean decayLikeCenters(Map<String, BufferRange> group) {
        WeightDecay decay = state.optimizers().decay();
        return group.keySet().stream()
                .anyMatch(name -> decay.isExempt(name)
                        == decay.isExempt(state.optimizers().centersName()));
    }

    private void scaleCenters(double factor) {
        if (factor != 1) {
            layer.scaleGradient(factor);
        }
    }

    /** Forward and backward; leaves this rank's gradients in the flat buffer and in the layer. Returns the loss. */
    private double gradients(Batch batch, long step, ComputeOptions arithmetic, MicroBatchStatistics running) {
        backbone.parameters().clearGradients();
        layer.beginStep(batch.labels(), following, step);
        layer.observe(observes(step));
        ownNanos = 0;
        int[] bounds = microBatches(batch.count());
        double loss = 0;
        for (int i = 0; i + 1 < bounds.length; i++) {
            running.begin();
            loss += gradients(batch, bounds[i], bounds[i + 1], step, arithmetic);
            running.end();
        }
        running.average();
        return loss;
    }

    /** Forward and backward of the images [from, to) of a batch; returns their part of the batch's mean loss. */
    private double gradients(Batch batch, int from, int to, long step, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(backbone.manager())) {
            LayerRandom random = LayerRandom.of(
                    plan.config().global().seed(), step, collective.rank() * (long) batch.count() + from);
            long start = System.nanoTime();
            ForwardBackwardPass network = backbone.forward(scope, imagesOf(batch, from, to), arithmetic, random);
            ownNanos += System.nanoTime() - start;
            double share = (double) (to - from) / batch.count();
            PartialFc.LossAndGradient pass =
                    layer.forwardBackward(network.embeddings(), Arrays.copyOfRange(batch.labels(), from, to), share);
            if (Double.isFinite(pass.loss())) {
                if (scaler != null) {
                    pass.gradient().mul_(scaler.scale());
                }
                long back = System.nanoTime();
                network.backward(pass.gradient(), to == batch.count() ? exchange::ready : position -> {});
                ownNanos += System.nanoTime() - back;
            }
            return share * pass.loss();
        }
    }

    /** Where micro batches begin, and the end; none has fewer than the two images that batch statistics need. */
    private int[] microBatches(int count) {
        int parts = Math.max(1, Math.min(plan.config().global().accumSteps(), count / 2));
        int[] bounds = new int[parts + 1];
        for (int i = 0; i <= parts; i++) {
            bounds[i] = (int) ((long) count * i / parts);
        }
        return bounds;
    }

    private Tensor imagesOf(Batch batch, int from, int to) {
        int side = plan.model().inputSize();
        if (batch.form() == BatchForm.PIXELS) {
            Tensor images = pixels().images(batch.pixels(), batch.mirrors(), from, to - from, side);
            return plan.channelsLast() ? images : images.contiguous();
        }
        int numbers = 3 * side * side;
        return Tensor.ofRange(batch.images(), from * numbers, to - from, 3, side, side);
    }

    private PixelTransfer pixels() {
        if (pixels == null) {
            FinalPass last = Transforms.of(
                            plan.config().train().transforms(), plan.model().inputSize())
                    .finalPass();
            pixels = new PixelTransfer(
                    last.redFirst(), last.scale(), last.mean(), last.std(), FinalPass.LEFT_RIGHT, FinalPass.UP_DOWN);
        }
        return pixels;
    }

    /** Frees what it has beside the state, which is its owner's. */
    @Override
    public void close() {
        exchange.close();
        if (pixels != null) {
            pixels.close();
        }
    }

    private void averageStatistics(Tensor statistics) {
        if (collective.world() > 1) {
            collective.allReduceSum(statistics);
            TensorScope.run(() -> statistics.mul_(1.0 / collective.world()));
        }
    }
}
