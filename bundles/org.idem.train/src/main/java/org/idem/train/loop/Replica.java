package org.idem.train.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.idem.input.Batch;
import org.idem.input.BatchForm;
import org.idem.input.transform.FinalPass;
import org.idem.input.transform.Transforms;
import org.idem.plan.TrainingPlan;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.backbone.LayerRandom;
import org.idem.train.centers.disk.BlockTraffic;
import org.idem.train.collective.Collective;
import org.idem.train.layer.PartialFc;
import org.idem.train.margin.MarginStage;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.MovingAverage;
import org.idem.train.process.WorkerProgress;
import org.idem.train.record.NonFiniteValue;
import org.idem.train.record.StepObservation;
import org.idem.train.record.StepResult;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.DeviceClock;
import org.idem.train.tensor.PendingNumbers;
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
    private final PartialFc layer;
    private final GradientNorms norms;
    /** Null where the loss is not scaled. */
    private final LossScaler scaler;

    /** A look for what is not finite reads everything, which takes longer than a step may. */
    private final WorkerProgress progress;

    private final NonFiniteValueFinder finder;
    private final GradientExchange exchange;
    /** Null until a batch comes as pixels. */
    private PixelTransfer pixels;

    private long[] following = {};
    /** The batch that was sent ahead; null where none was. */
    private Batch sent;

    private final DeviceClock own;
    /** As it was at the step that was observed last. */
    private BlockTraffic traffic = BlockTraffic.NONE;

    private int stepsOfTraffic;

    Replica(TrainingPlan plan, Collective collective, ReplicaState state) {
        this.plan = plan;
        this.collective = collective;
        this.state = state;
        this.backbone = state.backbone();
        this.layer = state.layer();
        this.norms = new GradientNorms(state, layer);
        this.scaler = state.lossScaler();
        this.own = new DeviceClock(state.device());
        this.exchange = new GradientExchange(
                collective,
                backbone.parameters().gradients(),
                state.device(),
                GradientExchange.BUCKET,
                plan.roundsExchange());
        this.progress = WorkerProgress.of(collective);
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
     * @param meanwhile what the host does while its device computes
     * @return equal on every rank
     */
    StepResult step(Batch batch, long step, double rate, ComputeOptions arithmetic, Runnable meanwhile) {
        if (state.average() != null) {
            state.average().initialize();
        }
        try (MicroBatchStatistics statistics =
                new MicroBatchStatistics(backbone.parameters().statistics())) {
            if (batch != sent) {
                send(batch);
            }
            gradients(batch, step, arithmetic, statistics);
            sent = null;
            return finish(step, rate, statistics, meanwhile);
        }
    }

    /** Whether a batch can be sent ahead. */
    boolean sendsAhead() {
        return !state.device().isHost();
    }

    /** Sends the batch of the next step on its way to the device, beside what that computes; one at a time. */
    void send(Batch batch) {
        sent = batch;
        if (batch.form() == BatchForm.PIXELS) {
            pixels().send(
                            batch.pixels(),
                            batch.mirrors(),
                            batch.count(),
                            plan.model().inputSize());
        }
    }

    /** The batch that was sent is not that of the next step. */
    void drop() {
        sent = null;
        if (pixels != null) {
            pixels.drop();
        }
    }

    private StepResult finish(long step, double rate, MicroBatchStatistics statistics, Runnable meanwhile) {
        stepsOfTraffic++;
        double scale = scaler == null ? Double.NaN : scaler.scale();
        exchange.finish();
        averageStatistics(backbone.parameters().statistics());
        List<PendingNumbers> pending = norms.pendingWith(layer.pending());
        meanwhile.run();
        // The one place where the host waits for its device.
        List<double[]> read = PendingNumbers.read(pending);
        double loss = layer.settle(read.get(0));
        if (!Double.isFinite(loss)) {
            skipStep(statistics);
            progress.endStep();
            return new StepResult(loss, Double.NaN, scale, true, finder.ofLoss(loss), null);
        }
        StepObservation observation = observation(step);
        boolean atFloor = scaler == null || scaler.isAtMinimum();
        double norm = norms.clip(read.subList(1, read.size()));
        if (!Double.isFinite(norm)) {
            skipStep(statistics);
            progress.endStep();
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
        return own.nanos();
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

    /** Forward and backward; leaves this rank's gradients in the flat buffer and in the layer. */
    private void gradients(Batch batch, long step, ComputeOptions arithmetic, MicroBatchStatistics running) {
        backbone.parameters().clearGradients();
        layer.beginStep(batch.labels(), following, step);
        layer.observe(observes(step));
        own.reset();
        int[] bounds = microBatches(batch.count());
        for (int i = 0; i + 1 < bounds.length; i++) {
            running.begin();
            gradients(batch, bounds[i], bounds[i + 1], step, arithmetic);
            running.end();
        }
        running.average();
        if (batch.form() == BatchForm.PIXELS) {
            pixels().end();
        }
    }

    /** Forward and backward of the images [from, to) of a batch. */
    private void gradients(Batch batch, int from, int to, long step, ComputeOptions arithmetic) {
        try (TensorScope scope = TensorScope.recording(backbone.manager())) {
            LayerRandom random = LayerRandom.of(
                    plan.config().global().seed(), step, collective.rank() * (long) batch.count() + from);
            own.start();
            ForwardBackwardPass network = backbone.forward(scope, imagesOf(batch, from, to), arithmetic, random);
            own.stop();
            double share = (double) (to - from) / batch.count();
            Tensor gradient =
                    layer.forwardBackward(network.embeddings(), Arrays.copyOfRange(batch.labels(), from, to), share);
            if (scaler != null) {
                gradient.mul_(scaler.scale());
            }
            own.start();
            network.backward(gradient, to == batch.count() ? exchange::ready : position -> {});
            own.stop();
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
            Tensor images = pixels().images(from, to - from);
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
        own.close();
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
