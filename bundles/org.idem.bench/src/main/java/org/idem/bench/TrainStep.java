package org.idem.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.idem.config.GradClipConfig;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.plan.ClassShard;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.Backbones;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.backbone.ForwardBackwardPass;
import org.idem.train.backbone.LayerRandom;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.collective.Collective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.optim.GradientClip;
import org.idem.train.optim.Optimizer;
import org.idem.train.optim.SgdMomentum;
import org.idem.train.optim.WeightDecay;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.ComputeOptions;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * A worker's whole training step on one fixed batch of noise: forward, ArcFace over all classes, backward, clipping by
 * norm 5, SGD with momentum 0.9 and weight decay 5e-4, of network and class centers. The peer's step is the same.
 */
final class TrainStep implements AutoCloseable {
    private static final double RATE = 0.01;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 5e-4;

    private final Setting setting;
    private final Collective workers;
    private final Backbone backbone;
    private final PartialFc layer;
    private final Optimizer optimizer;
    private final GradientClip clip =
            new GradientClip(new GradClipConfig(5, Double.POSITIVE_INFINITY, false, List.of()));
    private final float[] images;
    /** The images on a card, where a training's come while the step before is computed; null on the processor. */
    private final Tensor resident;

    private final long[] labels;
    private long step;

    /**
     * What is computed.
     *
     * @param model the network
     * @param batch images of this worker
     * @param classes identities of all workers
     * @param channelsLast memory layout
     * @param options of convolutions and matrix products
     * @param kernels for element-wise layers and class centers
     */
    record Setting(
            ModelSpec model,
            int batch,
            int classes,
            boolean channelsLast,
            ComputeOptions options,
            KernelChoice kernels) {
        /** With the kernels that a training on the processor would choose. */
        Setting(ModelSpec model, int batch, int classes, boolean channelsLast, ComputeOptions options) {
            this(
                    model,
                    batch,
                    classes,
                    channelsLast,
                    options,
                    KernelChoice.automatic(Device.CPU, CpuFeatures.detect()));
        }
    }

    TrainStep(Setting setting, Collective workers) {
        this.setting = setting;
        this.workers = workers;
        this.backbone =
                Backbones.create(setting.model(), setting.channelsLast(), Recomputation.NONE, setting.kernels(), 1);
        FlatParameters parameters = backbone.parameters();
        this.optimizer = new SgdMomentum(parameters, new WeightDecay(DECAY, List.of()), MOMENTUM);
        ClassShard shard = ClassShard.of(setting.classes(), workers.rank(), workers.world());
        RowLayout layout = new RowLayout(setting.model().dim(), CenterFormat.FP32, CenterField.forOptimizer(false));
        MemoryCenters centers = new MemoryCenters(shard.count(), layout, setting.kernels(), 1);
        centers.initialize(shard, 1);
        this.layer = new PartialFc(
                workers,
                shard,
                centers,
                ClassSampler.all(shard.count()),
                CombinedMargin.arcFace(0.5, 64),
                PartialFcOptions.full());
        SplittableRandom random = new SplittableRandom(workers.rank());
        int side = setting.model().inputSize();
        this.images = new float[setting.batch() * 3 * side * side];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        this.resident = Device.current().isHost() ? null : Tensor.of(images, setting.batch(), 3, side, side);
        this.labels = random.longs(setting.batch(), 0, setting.classes()).toArray();
    }

    /** Takes one step with the other workers. */
    void run() {
        gradients();
        FlatParameters parameters = backbone.parameters();
        workers.allReduceSum(parameters.gradients());
        clip.clip_(parameters.gradients(), parameters.ranges());
        optimizer.step(RATE);
        layer.update(new CenterSgd(MOMENTUM, DECAY), RATE);
        step++;
    }

    private void gradients() {
        int side = setting.model().inputSize();
        try (TensorScope scope = TensorScope.recording(backbone.manager())) {
            backbone.parameters().clearGradients();
            Tensor batch = resident == null ? Tensor.of(images, setting.batch(), 3, side, side) : resident;
            ForwardBackwardPass pass = backbone.forward(scope, batch, setting.options(), LayerRandom.of(1, step, 0));
            layer.beginStep(labels, step);
            pass.backward(layer.forwardBackward(pass.embeddings(), labels, 1));
        }
    }

    @Override
    public void close() {
        if (resident != null) {
            resident.close();
        }
        layer.close();
        optimizer.close();
        backbone.close();
    }
}
