package org.idem.train.loop;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.idem.config.ExperimentConfig;
import org.idem.config.LayerConfig;
import org.idem.config.LossConfig;
import org.idem.train.collective.Collective;
import org.idem.train.head.CenterFormat;
import org.idem.train.head.ClassCenters;
import org.idem.train.head.ClassSampler;
import org.idem.train.head.ClassShard;
import org.idem.train.head.ClassificationLayer;
import org.idem.train.head.LayerOptions;
import org.idem.train.head.MemoryCenters;
import org.idem.train.head.Quantity;
import org.idem.train.head.SkipSampler;
import org.idem.train.head.StageSampler;
import org.idem.train.head.StagedSampler;

/** One worker's share of the classification layer that {@code Model.pfc_config} describes. */
final class Layers {
    private final TrainingPlan plan;
    private final LayerConfig keys;
    private final ClassShard shard;

    Layers(TrainingPlan plan, Collective workers) {
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

    private static Set<Quantity> kept(ExperimentConfig config) {
        Set<Quantity> kept = Quantity.ofCenters(new UpdateRule(config.optimizer()).squares());
        if (config.loss() instanceof LossConfig.LVFace) {
            kept.add(Quantity.EXPECTATION);
        }
        return kept;
    }

    private static CenterFormat format(LayerConfig keys) {
        return CenterFormat.valueOf(keys.centerFormat().toUpperCase(Locale.ROOT));
    }

    /** The sampler of the worker's classes, with the sample ratio of each stage or epoch. */
    ClassSampler sampler() {
        List<ClassSampler> samplers =
                sampleRatios(plan.config()).stream().map(this::sampler).toList();
        if (plan.config().loss() instanceof LossConfig.LVFace) {
            return new StageSampler(samplers);
        }
        List<Long> changes = keys.ratioEpochs().stream()
                .map(epoch -> (long) epoch * plan.steps())
                .toList();
        return samplers.size() == 1 ? samplers.get(0) : new StagedSampler(changes, samplers);
    }

    /** Parts of the class centers that take part in a step, one after the other; a head with stages has its own. */
    private static List<Double> sampleRatios(ExperimentConfig config) {
        return config.loss() instanceof LossConfig.LVFace staged
                ? staged.ratios()
                : config.model().layer().sampleRatios();
    }

    private ClassSampler sampler(double ratio) {
        long seed = plan.config().global().seed() + shard.start();
        return ratio >= 1 ? ClassSampler.all(shard.count()) : new SkipSampler(shard.count(), ratio, seed);
    }

    ClassificationLayer layer(Collective workers, ClassCenters centers, ClassSampler sampler) {
        return new ClassificationLayer(workers, shard, centers, sampler, plan.head(), options());
    }

    private LayerOptions options() {
        int tile =
                switch (keys.walk()) {
                    case "plain" -> 0;
                    case "tiled" -> LayerOptions.TILE;
                    default -> keys.modelParallel() ? fastestTile() : 0;
                };
        return new LayerOptions(keys.modelParallel(), !keys.sparseUpdate(), tile, plan.threads());
    }

    private int fastestTile() {
        long sample = (long) (largestRatio(plan) * shard.count());
        int batch = plan.config().train().batchSize() / plan.config().global().accumSteps();
        return LayerOptions.tileFor(sample, batch * plan.world(), plan.model().dim(), format(keys));
    }

    /** The largest part of the class centers that a step takes in any stage or epoch. */
    static double largestRatio(TrainingPlan plan) {
        return sampleRatios(plan.config()).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }
}
