package org.idem.train.checkpoint;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.idem.core.AtomicFiles;
import org.idem.plan.ClassShard;
import org.idem.run.CheckpointStore;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.MemoryCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.centers.SampledCenters;
import org.idem.train.checkpoint.TrainerState.Division;
import org.idem.train.checkpoint.TrainerState.OptimizerProgress;
import org.idem.train.tensor.TensorScope;

/**
 * What a training writes, in the order in which it writes it, and no more: steps change blocks of class centers on disk
 * and a few weights, checkpoints are saved, old ones deleted and their versions of blocks freed. What a step changes
 * follows from its number and from what was there, so that a step which is lost, or taken twice, shows in the end.
 */
final class CenterTraining implements AutoCloseable {
    static final ClassShard SHARD = ClassShard.of(640, 0, 1);
    static final int DIM = 32;

    private static final String WEIGHTS = "weights";
    private static final long SEED = 5;
    private static final int STEP_BLOCKS = 3;
    private static final int SAVE_EVERY = 2;
    private static final int KEPT = 1;

    private final Path folder;
    private final CheckpointStore checkpoints;
    private final DiskCenters centers;
    /** What stands for a network. */
    private float[] weights = new float[100];

    private long step;

    /** Goes on from the latest checkpoint of a run, or begins one. */
    CenterTraining(Path run) {
        folder = run.resolve("checkpoints");
        checkpoints = new CheckpointStore(folder);
        checkpoints.recover();
        RowLayout layout = new RowLayout(DIM, CenterFormat.BF16_MASTER, CenterField.forOptimizer(false));
        centers = new DiskCenters(run.resolve("centers/rank0000.rows"), SHARD, layout, STEP_BLOCKS, SEED);
        try {
            Optional<Path> latest = checkpoints.latest();
            latest.map(Checkpoint::at).ifPresent(this::restore);
            centers.keepOnly(NamedVersions.of(folder));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void restore(Checkpoint checkpoint) {
        weights = checkpoint.weights().get(WEIGHTS);
        checkpoint.loadInto(new Checkpoint.Shard(SHARD, centers));
        step = checkpoint.state().step();
    }

    /** Takes steps until so many are done, and saves the last one, too. */
    void run(long until) {
        while (step < until) {
            step(sample(step));
            step++;
            if (step % SAVE_EVERY == 0 || step == until) {
                save();
                checkpoints.prune(KEPT, none -> false);
                centers.keepOnly(NamedVersions.of(folder));
            }
        }
    }

    private static ClassSample sample(long step) {
        ClassBlocks blocks = new ClassBlocks(SHARD.count(), SEED);
        int[] drawn = new SplittableRandom(step)
                .ints(0, blocks.count())
                .distinct()
                .limit(STEP_BLOCKS)
                .sorted()
                .toArray();
        return ClassSample.of(blocks.ids(drawn), SHARD.count());
    }

    private void step(ClassSample sample) {
        centers.beginStep(sample);
        centers.readAhead(sample(step + 1));
        TensorScope.run(() -> {
            SampledCenters rows = centers.gatherForUpdate(sample);
            rows.momentum().mul_(0.5).add_(step + 1);
            rows.centers().mul_(0.9).add_(0.01 * (step + 1));
            centers.scatter(sample, rows, step);
        });
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.9f * weights[i] + i * (step + 1);
        }
    }

    private void save() {
        Path staged = checkpoints.stage(step);
        try {
            new SafetensorsWriter()
                    .add(WEIGHTS, new long[] {weights.length}, (from, count) -> weights)
                    .write(staged.resolve("backbone.safetensors"));
            Checkpoint checkpoint = Checkpoint.at(staged);
            checkpoint.writeCenters(new Checkpoint.Shard(SHARD, centers));
            checkpoint.seal(state());
            checkpoints.commit(staged, step);
        } catch (RuntimeException e) {
            deleteQuietly(staged);
            throw e;
        }
    }

    private static void deleteQuietly(Path staged) {
        try {
            AtomicFiles.deleteTree(staged);
        } catch (UncheckedIOException e) {
            System.getLogger(CenterTraining.class.getName()).log(System.Logger.Level.DEBUG, "left behind", e);
        }
    }

    private TrainerState state() {
        return new TrainerState(
                new TrainingPosition(step, 1, (int) step),
                new Division(100, 1, 8, 800, SHARD.classes()),
                new OptimizerProgress("Momentum", step, 0.1),
                RollbackState.NONE,
                SEED,
                "fp32",
                TrainerState.NO_BEST,
                1,
                Map.of(),
                null,
                0);
    }

    /** Everything that a checkpoint holds, as one list of numbers. */
    static float[] contents(Checkpoint checkpoint) {
        try (MemoryCenters read = new MemoryCenters(SHARD.count(), DIM, CenterFormat.FP32, false, SEED)) {
            checkpoint.loadInto(new Checkpoint.Shard(SHARD, read));
            float[] weights = checkpoint.weights().values().stream().reduce(new float[0], CenterTraining::joined);
            return joined(
                    weights,
                    joined(
                            read.read(CenterField.CENTERS, 0, SHARD.count()),
                            read.read(CenterField.MOMENTUM, 0, SHARD.count())));
        }
    }

    private static float[] joined(float[] one, float[] other) {
        float[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public void close() {
        centers.close();
    }
}
