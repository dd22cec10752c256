package org.idem.train.loop;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.idem.config.ExperimentConfig;
import org.idem.config.GradClip;
import org.idem.config.LossScaleConfig;
import org.idem.config.ModelConfig;
import org.idem.config.PartialFcConfig;
import org.idem.config.ScheduleConfig;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.core.Units;
import org.idem.data.ImageDataset;
import org.idem.input.sampler.RankPartition;
import org.idem.input.sampler.Sampler;
import org.idem.input.sampler.Samplers;
import org.idem.model.Graphs;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;
import org.idem.plan.Schedule;
import org.idem.plan.Schedules;
import org.idem.train.checkpoint.ModelDescription;
import org.idem.train.margin.MarginHead;
import org.idem.train.optim.GradientClip;
import org.idem.train.optim.LossScaler;

/**
 * A config and a training set, worked out: what every worker needs to know before the first step.
 *
 * @param config the experiment
 * @param model the network
 * @param channelsLast memory layout
 * @param classes identities of the classification layer
 * @param images of the training set
 * @param steps of an epoch
 * @param totalSteps of the whole training
 * @param schedule learning rate by step
 */
public record TrainingPlan(
        ExperimentConfig config,
        ModelSpec model,
        boolean channelsLast,
        int classes,
        int images,
        int steps,
        long totalSteps,
        Schedule schedule) {

    /**
     * Works a training out.
     *
     * @throws InputException where config and set do not go together, or something wanted is not there
     */
    public static TrainingPlan of(ExperimentConfig config, ImageDataset set) {
        checkSupported(config);
        int classes = classes(config, set);
        int steps = steps(config, set.size());
        long all = (long) steps * config.global().epochs();
        int limit = config.global().maxSteps();
        return new TrainingPlan(
                config,
                model(config.model()),
                !config.model().dataFormat().equals("NCHW"),
                classes,
                set.size(),
                steps,
                limit > 0 ? Math.min(limit, all) : all,
                schedule(config, steps));
    }

    /** A last batch of a single image is left out: batch statistics need two. */
    private static int steps(ExperimentConfig config, int images) {
        RankPartition division =
                Samplers.division(config.train(), images, config.global().devices());
        int batches = division.batches();
        int steps = batches > 0 && division.length(batches - 1) < 2 ? batches - 1 : batches;
        if (steps == 0) {
            throw wrong(
                    "DataLoader.Train.sampler.batch_size",
                    "An epoch of " + images + " images has no whole batch",
                    "lower the batch size or set drop_last to False");
        }
        return steps;
    }

    private static void checkSupported(ExperimentConfig config) {
        oneOf("Model.name", config.model().name(), Graphs.names());
        oneOf("Optimizer.name", config.optimizer().name(), OptimizerFactory.NAMES);
        oneOf("LRScheduler.name", config.schedule().name(), Schedules.NAMES);
        int batch = config.train().batchSize();
        int parts = config.global().accumSteps();
        if (batch / parts < 2) {
            throw wrong(
                    "Global.accum_steps",
                    "A batch of " + batch + " in " + parts + " parts leaves fewer than 2 images for batch statistics",
                    "lower accum_steps or raise the batch size");
        }
    }

    private static void oneOf(String key, String value, List<String> known) {
        if (!known.contains(value)) {
            throw wrong(key, "This version cannot train with " + value, "choose " + String.join(", ", known));
        }
    }

    private static int classes(ExperimentConfig config, ImageDataset set) {
        int found = set.identities();
        if (found == 0) {
            throw new InputException(Problem.error(
                    set.path(),
                    "",
                    "No image has a usable label",
                    "labels are whole numbers from 0 on; idem data check lists what is wrong"));
        }
        int asked = config.model().classNum();
        if (asked != 0 && asked < found) {
            throw wrong(
                    "Model.class_num",
                    "The training set has " + found + " identities, the config says " + asked,
                    "set Model.class_num to " + found);
        }
        int classes = Math.max(asked, found);
        checkMemory(set, classes, config);
        int workers = config.global().devices();
        if (classes < workers) {
            throw wrong(
                    "Global.devices",
                    classes + " identities cannot be divided over " + workers + " workers",
                    "lower Global.devices");
        }
        return classes;
    }

    /** The class centers and their averages must fit in memory; one mistaken label can make millions of identities. */
    private static void checkMemory(ImageDataset set, int classes, ExperimentConfig config) {
        PartialFcConfig layer = config.model().layer();
        int copies = layer.modelParallel() ? 1 : config.global().devices();
        long needed = (long) copies * classes * PartialFcFactory.bytes(config);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                && needed > system.getTotalMemorySize()) {
            throw new InputException(Problem.error(
                    set.path(),
                    "Model.class_num",
                    Units.count(classes) + " identities for " + Units.count(set.size()) + " images need "
                            + Units.bytes(needed) + " for their centers; this machine has "
                            + Units.bytes(system.getTotalMemorySize()),
                    "number the identities from 0 without gaps; bf16 in Model.pfc_config.center_format takes half"));
        }
    }

    private static InputException wrong(String key, String message, String remedy) {
        return new InputException(Problem.error(null, key, message, remedy));
    }

    private static ModelSpec model(ModelConfig model) {
        List<Integer> blocks = model.extra().get("blocks") instanceof List<?> list
                ? list.stream().map(block -> ((Number) block).intValue()).toList()
                : List.of();
        int scale = (int) number(model, "scale");
        try {
            return new ModelSpec(
                    model.name(),
                    model.numFeatures(),
                    model.inputSize(),
                    blocks,
                    scale,
                    number(model, "mask_ratio"),
                    number(model, "drop_path_rate"));
        } catch (IllegalArgumentException e) {
            throw wrong("Model.input_size", e.getMessage(), "choose 112");
        }
    }

    /** A key of the backbone's own, 0 where the config has none. */
    private static double number(ModelConfig model, String key) {
        return model.extra().get(key) instanceof Number number ? number.doubleValue() : 0;
    }

    private static Schedule schedule(ExperimentConfig config, int steps) {
        ScheduleConfig keys = config.schedule();
        return new Schedules(
                        keys.decayUnit().equals("epoch"), steps, config.global().epochs())
                .perStep(
                        keys.name(),
                        new Schedules.Keys(
                                keys.learningRate(),
                                keys.warmupStartLr(),
                                keys.warmupEndLr(),
                                keys.warmupSteps(),
                                keys.warmupEpochs()),
                        keys.extra());
    }

    /** Which activations are computed twice to save memory. */
    public Recomputation recomputation() {
        return Recomputation.valueOf(config.model().recompute().toUpperCase(Locale.ROOT));
    }

    /** Number of workers. */
    public int world() {
        return config.global().devices();
    }

    /** Computing threads of one worker. */
    public int threads() {
        int asked = config.global().threadsPerDevice();
        return asked > 0
                ? asked
                : Math.max(
                        1,
                        Runtime.getRuntime().availableProcessors()
                                / config.global().devices());
    }

    /** Which images each worker sees; an epoch may have one batch more than {@link #steps} counts. */
    public Sampler sampler() {
        return Samplers.of(
                config.train(),
                images,
                config.global().devices(),
                config.global().seed());
    }

    /** The margin head. */
    public MarginHead head() {
        double competing = classes * config.model().layer().sampleRatios().get(0);
        return MarginHeads.of(config.loss(), competing, steps, config.global().seed());
    }

    /** Gradient clipping, or null. */
    public GradientClip clip() {
        GradClip clip = config.optimizer().clip();
        return clip == null
                ? null
                : new GradientClip(clip.clipNorm(), clip.alwaysClip(), clip.largestFactor(), clip.noClipList());
    }

    /** Scaling of the loss, or null. */
    public LossScaler.Keys lossScale() {
        LossScaleConfig keys = config.precision().lossScale();
        return keys == null
                ? null
                : new LossScaler.Keys(
                        keys.initial(),
                        keys.largest(),
                        keys.growth(),
                        keys.decline(),
                        keys.soundSteps(),
                        keys.overflows(),
                        keys.dynamic());
    }

    /** What a checkpoint says about the network. */
    public ModelDescription description() {
        List<TransformSpec> transforms =
                config.eval() == null || config.eval().transforms().isEmpty()
                        ? config.train().transforms()
                        : config.eval().transforms();
        return ModelDescription.of(model, channelsLast, transforms);
    }
}
