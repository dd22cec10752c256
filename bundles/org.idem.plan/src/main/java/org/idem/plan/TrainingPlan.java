package org.idem.plan;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.idem.config.DataConfig;
import org.idem.config.ExperimentConfig;
import org.idem.config.PartialFcConfig;
import org.idem.config.TransformSpec;
import org.idem.core.InputException;
import org.idem.core.Problem;
import org.idem.data.ImageDataset;
import org.idem.input.sampler.Sampler;
import org.idem.input.sampler.Samplers;
import org.idem.model.ModelSpec;
import org.idem.model.Recomputation;

/**
 * A config and a training set, worked out: what every worker needs to know before the first step. Immutable, and made
 * without touching an image or a tensor.
 *
 * @param config the experiment
 * @param processes that train together
 * @param model the network
 * @param channelsLast whether activations are stored [n, h, w, c], else [n, c, h, w]
 * @param classes identities of the classification layer, at least those of the set
 * @param images number of images of the training set
 * @param steps number of steps in an epoch
 * @param totalSteps number of steps of the whole training
 * @param schedule learning rate by step, counted from 0
 */
public record TrainingPlan(
        ExperimentConfig config,
        Processes processes,
        ModelSpec model,
        boolean channelsLast,
        int classes,
        int images,
        int steps,
        long totalSteps,
        Schedule schedule) {

    /**
     * Plans a training on an open set.
     *
     * @throws InputException where config and set do not go together, with the first error
     */
    public static TrainingPlan of(ExperimentConfig config, ImageDataset set) {
        return of(config, DatasetSize.of(set));
    }

    /**
     * Plans a training on a set of which only the size is known.
     *
     * @throws InputException where config and set do not go together, with the first error
     */
    public static TrainingPlan of(ExperimentConfig config, DatasetSize set) {
        return of(config, set, Processes.ONE);
    }

    /**
     * Plans a training of several processes on a set of which only the size is known.
     *
     * @throws InputException where config, set and processes do not go together, with the first error
     */
    public static TrainingPlan of(ExperimentConfig config, DatasetSize set, Processes processes) {
        check(config, set, processes).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .findFirst()
                .ifPresent(error -> {
                    throw new InputException(error);
                });
        PlanSteps count = new PlanSteps(config, set.images(), world(config, processes));
        return new TrainingPlan(
                config,
                processes,
                ModelSpecs.of(config.model()),
                !config.model().dataFormat().equals("NCHW"),
                Math.max(config.model().classNum(), set.identities()),
                set.images(),
                count.ofEpoch(),
                count.total(),
                count.schedules().perStep(config.schedule()));
    }

    /**
     * Everything that keeps config and set from going together; no error where {@link #of(ExperimentConfig,
     * DatasetSize)} makes a plan. Problems name their key and no line.
     */
    public static List<Problem> check(ExperimentConfig config, DatasetSize set) {
        return check(config, set, Processes.ONE);
    }

    /** As {@link #check(ExperimentConfig, DatasetSize)}, for several processes. */
    public static List<Problem> check(ExperimentConfig config, DatasetSize set, Processes processes) {
        return new PlanChecks(config, set, processes).problems();
    }

    /** Which activations are computed a second time to save memory. */
    public Recomputation recomputation() {
        return Recomputation.valueOf(config.model().recompute().toUpperCase(Locale.ROOT));
    }

    /** World size: number of workers of all processes, at least 1. */
    public int world() {
        return world(config, processes);
    }

    static int world(ExperimentConfig config, Processes processes) {
        return Math.multiplyExact(config.global().devices(), processes.count());
    }

    /** Number of workers of one process, at least 1. */
    public int workersPerProcess() {
        return config.global().devices();
    }

    /** Computing threads of one worker, at least 1; follows from this machine's cores where the config leaves it open. */
    public int threads() {
        int asked = config.global().threadsPerDevice();
        int cores = Runtime.getRuntime().availableProcessors();
        return asked > 0 ? asked : Math.max(1, cores / (workersPerProcess() * processes.onThisMachine()));
    }

    /** Which images each rank sees; an epoch may have one batch more than {@link #steps} counts. */
    public Sampler sampler() {
        return Samplers.of(config.train(), images, world(), config.global().seed());
    }

    /**
     * Shares of the class centers that take part in a step, in [0, 1], one after the other: by epoch as {@code
     * Model.pfc_config} says, or by stage for a head that has training stages.
     */
    public List<Double> sampleRatios() {
        List<Double> byStage = config.loss().stageRatios();
        return byStage.isEmpty() ? config.model().layer().sampleRatios() : byStage;
    }

    /** The largest of {@link #sampleRatios()}. */
    public double largestSampleRatio() {
        return sampleRatios().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }

    /** Classes that a sample is told apart from in a step of the stage or epoch that samples most of them. */
    public double competingClasses() {
        return classes * largestSampleRatio();
    }

    /** Bytes of memory for each class: its center and what is remembered of it. */
    public long bytesPerClass() {
        return CenterMemory.of(config).bytes();
    }

    /** Whether class centers are kept on disk between steps; may follow from this machine's memory. */
    public boolean keepsCentersOnDisk() {
        return CenterMemory.areOnDisk(config, classes, processes);
    }

    /** How the images of a step are divided over ranks and micro batches. */
    public BatchDivision batches() {
        return BatchDivision.of(this);
    }

    /** The identities of each rank; every rank holds all where the class centers are not divided. */
    public List<ClassShard> shards() {
        return config.model().layer().modelParallel()
                ? ClassShard.all(classes, world())
                : Collections.nCopies(world(), ClassShard.of(classes, 0, 1));
    }

    /** How many classes take part in a step, by parts of the training. */
    public List<SampledClasses> samples() {
        return SampledClasses.of(this);
    }

    /**
     * Number of classes of a tile of logits, 0 where those of all sampled classes are computed at once; the same on every
     * rank.
     */
    public int logitTileSize() {
        PartialFcConfig keys = config.model().layer();
        if (keys.logits().equals("tiled")) {
            return LogitTiles.TILE_SIZE;
        }
        if (keys.logits().equals("full") || !keys.modelParallel()) {
            return 0;
        }
        long sample = (long) (largestSampleRatio() * shards().get(0).count());
        int rows = config.train().batchSize() / config.global().accumSteps() * world();
        return LogitTiles.chooseSize(
                sample, rows, model.dim(), keys.centerFormat().equals("fp32"));
    }

    /** Whether gradients are rounded to bfloat16 on their way: only what goes from process to process is. */
    public boolean roundsExchange() {
        return processes.count() > 1 && config.global().roundsExchange();
    }

    /**
     * Bytes that a rank sends to others in a step, 0 for one rank: gradients, running statistics, embeddings and their
     * gradients, as a ring of ranks sends them.
     */
    public long sentBytes() {
        return RankTraffic.bytesPerStep(this);
    }

    /**
     * The learning rate over the training, first and last step included.
     *
     * @param points how many, at least 2; fewer are given where there are fewer steps
     */
    public List<RatePoint> rates(int points) {
        long last = Math.max(0, totalSteps - 1);
        int count = (int) Math.min(points, last + 1);
        return IntStream.range(0, count)
                .mapToLong(i -> count == 1 ? 0 : Math.round((double) last * i / (count - 1)))
                .mapToObj(step -> new RatePoint(step, schedule.rate(step)))
                .toList();
    }

    /** What is done to an image before the network when nothing is left to chance: the evaluation's transforms. */
    public List<TransformSpec> evaluationTransforms() {
        DataConfig eval = config.eval();
        return eval == null || eval.transforms().isEmpty() ? config.train().transforms() : eval.transforms();
    }
}
