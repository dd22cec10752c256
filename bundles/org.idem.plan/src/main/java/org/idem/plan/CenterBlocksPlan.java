package org.idem.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.idem.config.CheckpointConfig;
import org.idem.config.PartialFcConfig;

/**
 * What a training takes that keeps its class centers on disk, in blocks of 32 classes.
 *
 * @param folder where they are kept, or where the folder of the run is made that they are kept in
 * @param blockBytes bytes of a block
 * @param stepBlocks blocks that a step of a rank touches at most
 * @param cacheBlocks blocks of a rank that are in memory
 * @param blocks blocks of all ranks
 * @param writtenBlocks blocks of all ranks that the file is expected to hold at the end: those that were ever touched, with the
 *     versions that checkpoints keep
 */
public record CenterBlocksPlan(
        Path folder, int blockBytes, int stepBlocks, long cacheBlocks, long blocks, long writtenBlocks) {
    /** Classes of a block. */
    public static final int CLASSES = 32;
    /** Values of the rows that one operation of a store holds in memory beside those of a step. */
    public static final int OPERATION_VALUES = 1 << 18;
    /** Steps whose blocks are in memory: the one that is taken, the one that is read, the one that is written. */
    public static final int STEPS_IN_MEMORY = 3;
    /** Operations that may be under way beside them. */
    public static final int OPERATIONS = 2;

    private static final int ROW_UNIT = 128;

    /** Returns what a plan takes on disk; empty where its class centers are in memory. */
    public static Optional<CenterBlocksPlan> of(TrainingPlan plan) {
        if (!plan.keepsCentersOnDisk()) {
            return Optional.empty();
        }
        PartialFcConfig keys = plan.config().model().layer();
        Path folder = keys.centerFolder() == null ? plan.config().global().outputDir() : keys.centerFolder();
        long perRank = blocksOf(plan.shards().get(0).count());
        long all = plan.shards().stream()
                .mapToLong(shard -> blocksOf(shard.count()))
                .sum();
        int step = (int) Math.min(perRank, stepBlocks(plan));
        long cache = Math.min(
                perRank, (long) OPERATIONS * OPERATION_VALUES / plan.model().dim() + (long) STEPS_IN_MEMORY * step);
        double touched = (double) step / perRank;
        return Optional.of(new CenterBlocksPlan(
                folder, blockBytes(plan), step, cache, all, (long) Math.ceil(all * versions(plan, touched))));
    }

    private static long blocksOf(int classes) {
        return (classes + CLASSES - 1L) / CLASSES;
    }

    /** Blocks that a step touches at most: one for each class that is drawn alone, and for each of the batch's own. */
    public static int stepBlocks(TrainingPlan plan) {
        int positives = plan.config().train().batchSize() * plan.world();
        int sampled =
                plan.samples().stream().mapToInt(SampledClasses::perRank).max().orElse(0);
        boolean together = plan.config().model().layer().samplesBlocks();
        return positives + (together ? sampled / CLASSES + 2 : sampled);
    }

    private static int blockBytes(TrainingPlan plan) {
        return Math.toIntExact(rowBytes(plan.bytesPerClass()) * CLASSES);
    }

    /** Bytes of a class on disk, of which a block is whole pages. */
    public static long rowBytes(long bytesPerClass) {
        return (bytesPerClass + ROW_UNIT - 1) / ROW_UNIT * ROW_UNIT;
    }

    /** Mean number of versions of a block: none before it is touched, then one more for each checkpoint after which it was. */
    private static double versions(TrainingPlan plan, double touched) {
        CheckpointConfig saving = plan.config().global().checkpoints();
        long interval = plan.totalSteps();
        if (saving.everyEpochs() > 0) {
            interval = Math.min(interval, (long) saving.everyEpochs() * plan.steps());
        }
        if (saving.everySteps() > 0) {
            interval = Math.min(interval, saving.everySteps());
        }
        long saves = interval == 0 ? 0 : plan.totalSteps() / interval;
        // The best one is kept beside the latest, and an old one until the new one stands.
        double kept = Math.min(saves, saving.kept() + 2.0);
        double ever = 1 - Math.pow(1 - touched, plan.totalSteps());
        double between = 1 - Math.pow(1 - touched, interval);
        return Math.min(ever * (1 + kept), ever + kept * between);
    }

    /** Bytes of all centers with all that is remembered of them, once each. */
    public long wholeBytes() {
        return blocks * blockBytes;
    }

    /** Bytes that the file is expected to take in the end. */
    public long fileBytes() {
        return writtenBlocks * blockBytes;
    }
}
