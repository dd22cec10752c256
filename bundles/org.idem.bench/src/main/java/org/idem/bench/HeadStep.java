package org.idem.bench;

import java.util.SplittableRandom;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.CenterSgd;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.collective.SoloCollective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.sampling.PartialFcSampler;
import org.idem.train.tensor.CpuFeatures;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** The classification layer's part of a step: CosFace 0.4, s 64, 512 numbers, SGD with momentum 0.9 and decay 5e-4. */
final class HeadStep implements AutoCloseable {
    /** Length of an embedding. */
    static final int DIM = 512;

    private final int classes;
    private final int batch;
    private final PartialFc layer;
    private final SplittableRandom random = new SplittableRandom(1);
    private long step;

    /**
     * On all cores.
     *
     * @param ratio part of the classes in a step
     * @param tile classes of a tile, 0 for full logits
     */
    HeadStep(int classes, double ratio, int batch, CenterFormat format, int tile) {
        this(
                inMemory(classes, format),
                ratio >= 1 ? ClassSampler.all(classes) : new PartialFcSampler(classes, ratio, 1),
                batch,
                tile);
    }

    /**
     * On all cores, with centers of {@link #DIM} numbers.
     *
     * @param centers closed with the step
     * @param tile classes of a tile, 0 for full logits
     */
    HeadStep(ClassCenters centers, ClassSampler sampler, int batch, int tile) {
        this.classes = centers.count();
        this.batch = batch;
        ClassShard shard = ClassShard.of(classes, 0, 1);
        PartialFcOptions options =
                PartialFcOptions.full().withTiles(tile, Runtime.getRuntime().availableProcessors());
        this.layer =
                new PartialFc(new SoloCollective(), shard, centers, sampler, CombinedMargin.cosFace(0.4, 64), options);
    }

    /** Centers in memory, as a training begins with them. */
    static MemoryCenters inMemory(int classes, CenterFormat format) {
        MemoryCenters centers = new MemoryCenters(
                classes,
                new RowLayout(DIM, format, CenterField.forOptimizer(false)),
                KernelChoice.automatic(Device.CPU, CpuFeatures.detect()),
                1);
        centers.initialize(ClassShard.of(classes, 0, 1), 1);
        return centers;
    }

    /** Takes the steps from the first on again, with the same samples. */
    void restart() {
        step = 0;
    }

    /** Takes one step with embeddings of noise. */
    void run() {
        float[] embeddings = new float[batch * DIM];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextGaussian();
        }
        long[] labels = random.longs(batch, 0, classes).toArray();
        layer.beginStep(labels, step++);
        TensorScope.run(() -> layer.forwardBackward(Tensor.of(embeddings, batch, DIM), labels, 1));
        layer.update(new CenterSgd(0.9, 5e-4), 0.1);
    }

    @Override
    public void close() {
        layer.close();
    }
}
