package org.idem.train.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterFormat;
import org.idem.train.centers.ClassBlocks;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.DiskCenters;
import org.idem.train.centers.RowLayout;
import org.idem.train.collective.Collective;
import org.idem.train.collective.InProcessCollective;
import org.idem.train.margin.CombinedMargin;
import org.idem.train.sampling.BlockSampler;
import org.idem.train.sampling.ClassSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a layer tells its store the whole sample of the next step, the batch's own classes included, where it can. */
class ReadAheadTest {
    private static final int CLASSES = 40_000;
    private static final int STEPS = 4;
    private static final int ROWS = 8;
    private static final int WORKERS = 2;

    @TempDir
    private Path folder;

    /**
     * What was asked of one worker's sampler.
     *
     * @param positives of each step, first for the step before and then for itself
     * @param drawn steps of which only what follows from their number was asked
     */
    private record Asked(ClassSampler sampler, List<List<int[]>> positives, List<Long> drawn) implements ClassSampler {
        static Asked of(ClassSampler sampler) {
            List<List<int[]>> positives = new ArrayList<>();
            for (int step = 0; step <= STEPS; step++) {
                positives.add(new ArrayList<>());
            }
            return new Asked(sampler, positives, new ArrayList<>());
        }

        @Override
        public ClassSample sample(int[] ofBatch, long step) {
            positives.get((int) step).add(ofBatch);
            return sampler.sample(ofBatch, step);
        }

        @Override
        public Optional<ClassSample> drawn(long step) {
            drawn.add(step);
            return sampler.drawn(step);
        }
    }

    private static Asked sampler(ClassShard shard) {
        ClassBlocks blocks = new ClassBlocks(shard.count(), 3);
        return Asked.of(new BlockSampler(blocks, shard.count(), 0.01, shard.start()));
    }

    private static long[] labels(int step, int rank) {
        return new SplittableRandom(10L * step + rank).longs(ROWS, 0, CLASSES).toArray();
    }

    private Asked run(Collective workers, boolean known) {
        ClassShard shard = ClassShard.of(CLASSES, workers.rank(), workers.world());
        RowLayout layout = new RowLayout(8, CenterFormat.BF16, CenterField.forOptimizer(false));
        Asked asked = sampler(shard);
        DiskCenters store = new DiskCenters(folder.resolve("rows" + workers.rank()), shard, layout, 300, 3);
        try (PartialFc layer =
                new PartialFc(workers, shard, store, asked, CombinedMargin.arcFace(0.5, 16), PartialFcOptions.full())) {
            for (int step = 0; step < STEPS; step++) {
                long[] next = known ? labels(step + 1, workers.rank()) : new long[0];
                layer.beginStep(labels(step, workers.rank()), next, step);
            }
        }
        return asked;
    }

    private List<Asked> run(boolean known) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<Asked>> all = new ArrayList<>();
            for (Collective one : InProcessCollective.create(WORKERS)) {
                all.add(threads.submit(() -> run(one, known)));
            }
            List<Asked> done = new ArrayList<>();
            for (Future<Asked> one : all) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theNextStepIsToldInFullWhereItsLabelsAreKnown() throws Exception {
        for (Asked of : run(true)) {
            assertEquals(List.of(), of.drawn());
            for (int step = 1; step < STEPS; step++) {
                List<int[]> twice = of.positives().get(step);
                assertEquals(2, twice.size(), "step " + step);
                assertArrayEquals(twice.get(1), twice.get(0), "step " + step);
            }
        }
    }

    @Test
    void whereTheyAreNotItIsWhatFollowsFromTheStep() throws Exception {
        for (Asked of : run(false)) {
            assertEquals(List.of(1L, 2L, 3L, 4L), of.drawn());
            for (int step = 0; step < STEPS; step++) {
                assertEquals(1, of.positives().get(step).size(), "step " + step);
            }
        }
    }
}
