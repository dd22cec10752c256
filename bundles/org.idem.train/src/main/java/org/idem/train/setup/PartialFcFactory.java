package org.idem.train.setup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.idem.config.PartialFcConfig;
import org.idem.plan.CenterBlocksPlan;
import org.idem.plan.ClassShard;
import org.idem.plan.TrainingPlan;
import org.idem.run.RunDirectory;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.collective.Collective;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.margin.MarginContext;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginHeads;
import org.idem.train.sampling.BlockSampler;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.sampling.PartialFcSampler;
import org.idem.train.sampling.PerStageSampler;
import org.idem.train.sampling.StepwiseSampler;
import org.idem.train.tensor.Device;

/** Makes one rank's share of the classification layer that {@code Model.pfc_config} describes. */
final class PartialFcFactory {
    private final TrainingPlan plan;
    private final PartialFcConfig keys;
    private final Collective collective;
    private final ClassShard shard;
    private final RunDirectory run;
    private final KernelChoice kernels;

    /**
     * For one rank.
     *
     * @param run keeps class centers that are not in memory; null where all are
     * @param kernels that update class centers
     */
    PartialFcFactory(TrainingPlan plan, Collective collective, RunDirectory run, KernelChoice kernels) {
        this.plan = plan;
        this.kernels = kernels;
        this.run = run;
        this.keys = plan.config().model().layer();
        this.collective = collective;
        this.shard = keys.modelParallel()
                ? ClassShard.of(plan.classes(), collective.rank(), collective.world())
                : ClassShard.of(plan.classes(), 0, 1);
    }

    /** The layer with class centers drawn by the seed, which it owns. */
    PartialFc layer() {
        return new PartialFc(collective, shard, centers(), sampler(), head(), options());
    }

    /** In the memory of the thread's device, unless the host is to keep them. */
    private ClassCenters centers() {
        boolean onHost = plan.keepsCentersOnDisk() || keys.centerStorage().equals("host");
        return onHost ? Device.CPU.compute(this::storeHere) : storeHere();
    }

    private ClassCenters storeHere() {
        long seed = plan.config().global().seed();
        RowLayout layout = new RowLayout(plan.model().dim(), format(), fields());
        if (plan.keepsCentersOnDisk()) {
            return new DiskCenters(
                    CenterFolder.file(plan, run, collective.rank(), shard),
                    shard,
                    layout,
                    CenterBlocksPlan.stepBlocks(plan),
                    kernels,
                    seed);
        }
        MemoryCenters centers = new MemoryCenters(shard.count(), layout, kernels, seed);
        centers.initialize(shard, seed);
        return centers;
    }

    /** What is stored of each class. */
    Set<CenterField> fields() {
        OptimizerFactory optimizers = OptimizerFactory.of(plan.config());
        Set<CenterField> fields = CenterField.forOptimizer(optimizers.keepsSquares());
        if (plan.config().loss().needsExpectations()) {
            fields.add(CenterField.EXPECTATION);
        }
        return fields;
    }

    /** Number format of the class centers. */
    CenterFormat format() {
        return CenterFormat.valueOf(keys.centerFormat().toUpperCase(Locale.ROOT));
    }

    /** Samples the rank's classes with the ratio of each stage or epoch. */
    private ClassSampler sampler() {
        List<ClassSampler> samplers =
                plan.sampleRatios().stream().map(this::sampler).toList();
        if (!plan.config().loss().stageRatios().isEmpty()) {
            return new PerStageSampler(samplers);
        }
        List<Long> changes = keys.ratioEpochs().stream()
                .map(epoch -> (long) epoch * plan.steps())
                .toList();
        return samplers.size() == 1 ? samplers.get(0) : new StepwiseSampler(changes, samplers);
    }

    private ClassSampler sampler(double ratio) {
        long seed = plan.config().global().seed() + shard.start();
        if (ratio >= 1) {
            return ClassSampler.all(shard.count());
        }
        return keys.samplesBlocks()
                ? new BlockSampler(blocks(), shard.count(), ratio, seed)
                : new PartialFcSampler(shard.count(), ratio, seed);
    }

    /** As the rows of a store on disk stand. */
    private ClassBlocks blocks() {
        return new ClassBlocks(shard.count(), plan.config().global().seed());
    }

    private MarginHead head() {
        double competing = plan.classes() * keys.sampleRatios().get(0);
        MarginContext context = new MarginContext(
                competing, plan.steps(), plan.config().global().seed());
        return MarginHeads.of(plan.config().loss(), context);
    }

    private PartialFcOptions options() {
        return new PartialFcOptions(keys.modelParallel(), !keys.sparseUpdate(), plan.logitTileSize(), plan.threads());
    }
}
