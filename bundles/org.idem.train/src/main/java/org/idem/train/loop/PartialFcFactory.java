package org.idem.train.loop;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.idem.config.ExperimentConfig;
import org.idem.config.LossConfig;
import org.idem.config.PartialFcConfig;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassShard;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.collective.Collective;
import org.idem.train.layer.PartialFc;
import org.idem.train.layer.PartialFcOptions;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.sampling.PartialFcSampler;
import org.idem.train.sampling.PerStageSampler;
import org.idem.train.sampling.StepwiseSampler;

/** One worker's share of the classification layer that {@code Model.pfc_config} describes. */
final class PartialFcFactory {
    private final TrainingPlan plan;
    private final PartialFcConfig keys;
    private final ClassShard shard;

    PartialFcFactory(TrainingPlan plan, Collective workers) {
        this.plan = plan;
        this.keys = plan.config().model().layer();
        this.shard = keys.modelParallel()
                ? ClassShard.of(plan.classes(), workers.rank(), workers.world())
                : ClassShard.of(plan.classes(), 0, 1);
    }

    /** Which identities the worker holds. */
    ClassShard shard() {
        return shard;
    }

    /** The worker's class centers as they start. */
    ClassCenters centers() {
        long seed = plan.config().global().seed();
        MemoryCenters centers =
                new MemoryCenters(shard.count(), plan.model().dim(), format(keys), kept(plan.config()), seed);
        centers.draw(shard, seed);
        return centers;
    }

    /** Memory for one class, in bytes. */
    static long bytes(ExperimentConfig config) {
        return format(config.model().layer()).bytes(config.model().numFeatures(), kept(config));
    }

    private static Set<CenterField> kept(ExperimentConfig config) {
        Set<CenterField> kept = CenterField.ofCenters(new OptimizerFactory(config.optimizer()).squares());
        if (config.loss() instanceof LossConfig.LVFace) {
            kept.add(CenterField.EXPECTATION);
        }
        return kept;
    }

    private static CenterFormat format(PartialFcConfig keys) {
        return CenterFormat.valueOf(keys.centerFormat().toUpperCase(Locale.ROOT));
    }

    /** The sampler of the worker's classes, with the sample ratio of each stage or epoch. */
    ClassSampler sampler() {
        List<ClassSampler> samplers =
                sampleRatios(plan.config()).stream().map(this::sampler).toList();
        if (plan.config().loss() instanceof LossConfig.LVFace) {
            return new PerStageSampler(samplers);
        }
        List<Long> changes = keys.ratioEpochs().stream()
                .map(epoch -> (long) epoch * plan.steps())
                .toList();
        return samplers.size() == 1 ? samplers.get(0) : new StepwiseSampler(changes, samplers);
    }

    /** Parts of the class centers that take part in a step, one after the other; a head with stages has its own. */
    private static List<Double> sampleRatios(ExperimentConfig config) {
        return config.loss() instanceof LossConfig.LVFace staged
                ? staged.ratios()
                : config.model().layer().sampleRatios();
    }

    private ClassSampler sampler(double ratio) {
        long seed = plan.config().global().seed() + shard.start();
        return ratio >= 1 ? ClassSampler.all(shard.count()) : new PartialFcSampler(shard.count(), ratio, seed);
    }

    PartialFc layer(Collective workers, ClassCenters centers, ClassSampler sampler) {
        return new PartialFc(workers, shard, centers, sampler, plan.head(), options());
    }

    private PartialFcOptions options() {
        int tile =
                switch (keys.walk()) {
                    case "plain" -> 0;
                    case "tiled" -> PartialFcOptions.TILE;
                    default -> keys.modelParallel() ? fastestTile() : 0;
                };
        return new PartialFcOptions(keys.modelParallel(), !keys.sparseUpdate(), tile, plan.threads());
    }

    private int fastestTile() {
        long sample = (long) (largestRatio(plan) * shard.count());
        int batch = plan.config().train().batchSize() / plan.config().global().accumSteps();
        return PartialFcOptions.tileFor(
                sample, batch * plan.world(), plan.model().dim(), format(keys));
    }

    /** The largest part of the class centers that a step takes in any stage or epoch. */
    static double largestRatio(TrainingPlan plan) {
        return sampleRatios(plan.config()).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }
}
