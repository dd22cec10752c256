package org.idem.train.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.MarginHead.BatchMargin;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.process.WorkerProgress;
import org.idem.train.tensor.Logistic;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The mean embedding of each class of a shard (You et al., arXiv 2501.13420). For an embedding x of class y, e_y
 * becomes a · e_y + (1 − a) · x with a = 1 / (1 + e^−cos(x, e_y)); no gradient goes through them.
 *
 * <p>Our reading of the paper: x is L2-normalized; where a step has several embeddings of a class their mean counts, so
 * that the result does not depend on their order; expectations are used before they are updated; and they start as the
 * directions of the class centers.
 */
final class ClassExpectations {
    private static final int ROWS_PER_BLOCK = 4096;

    private final ClassCenters store;
    /** Ranks that keep the same expectations; one where classes are sharded. */
    private final Collective replicas;

    private final WorkerProgress progress;
    private final List<RecordedRows> recorded = new ArrayList<>();
    /** Whether they are known to have values, which the host would wait for to see. */
    private boolean initialized;

    /** Rows of a micro batch, with the class of each by its number within the shard, −1 where another rank holds it. */
    private record RecordedRows(Tensor unit, int[] local) {}

    ClassExpectations(ClassCenters store, Collective replicas, WorkerProgress progress) {
        this.store = store;
        this.replicas = replicas;
        this.progress = progress;
    }

    /** Sets them to the directions of the centers, unless they have values already, as after a checkpoint. */
    void initialize(long step) {
        if (initialized || !isZero(store.read(CenterField.EXPECTATION, 0, 1))) {
            initialized = true;
            return;
        }
        // Every class is read and written, which takes longer than a step that does not end may.
        progress.endStep();
        for (int from = 0; from < store.count(); from += ROWS_PER_BLOCK) {
            ClassSample part = ClassSample.range(from, Math.min(store.count(), from + ROWS_PER_BLOCK), store.count());
            TensorScope.run(() -> {
                Tensor centers = store.gather(part);
                store.scatter(
                        CenterField.EXPECTATION, part, centers.div(centers.rowNorms(LogitComputation.EPSILON)), step);
            });
        }
        initialized = true;
    }

    /** The store was filled anew. */
    void restored() {
        initialized = false;
    }

    private static boolean isZero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** The rows of a micro batch against the expectations of a sample; closes {@code sum} with itself. */
    ExpectationContext context(Tensor unit, LocalTargets targets, BatchMargin margin, NegativeLogSumExp sum) {
        return new ExpectationContext(store, unit, targets, margin, sum);
    }

    /** Cosines of the rows whose class this rank holds with the expectations of their classes, see {@link LocalTargets#cosines}. */
    Tensor cosines(Tensor unit, int[] local, ClassSample sample) {
        return LocalTargets.cosines(unit, local, sample, classes -> store.gather(CenterField.EXPECTATION, classes));
    }

    /**
     * Records a micro batch for {@link #update}.
     *
     * @param unit L2-normalized embeddings [rows, dim], which live until then
     * @param local class of each row by its number within the shard, −1 where another rank holds it
     */
    void record(Tensor unit, int[] local) {
        recorded.add(new RecordedRows(unit, local));
    }

    /**
     * Updates them by the embeddings of all recorded micro batches, and forgets these; collective over the replicas.
     */
    void update(long step) {
        TensorScope.run(() -> {
            List<RecordedRows> batches =
                    recorded.stream().map(this::gatherReplicas).toList();
            int[] classes = batches.stream()
                    .flatMapToInt(rows -> Arrays.stream(rows.local()))
                    .filter(place -> place >= 0)
                    .sorted()
                    .distinct()
                    .toArray();
            if (classes.length > 0) {
                update(ClassSample.of(classes, store.count()), batches, step);
            }
        });
        recorded.clear();
    }

    private RecordedRows gatherReplicas(RecordedRows own) {
        long[] gathered =
                replicas.allGather(Arrays.stream(own.local()).asLongStream().toArray());
        return new RecordedRows(
                replicas.allGather(own.unit()),
                Arrays.stream(gathered).mapToInt(Math::toIntExact).toArray());
    }

    private void update(ClassSample classes, List<RecordedRows> batches, long step) {
        Tensor before = store.gather(CenterField.EXPECTATION, classes);
        Tensor means = means(classes, batches);
        Tensor cosines = before.mul(means).rowSum();
        cosines.div_(before.rowNorms(LogitComputation.EPSILON)).div_(means.rowNorms(LogitComputation.EPSILON));
        Tensor updated =
                before.duplicate().sub_(means).mul_(Logistic.sigmoid_(cosines)).add_(means);
        store.scatter(CenterField.EXPECTATION, classes, updated, step);
    }

    /** Mean embedding of each class, [classes, dim]. */
    private Tensor means(ClassSample classes, List<RecordedRows> batches) {
        Tensor sums = Tensor.zeros(classes.size(), store.dim());
        float[] counts = new float[classes.size()];
        for (RecordedRows batch : batches) {
            int[] local = batch.local();
            long[] rows = IntStream.range(0, local.length)
                    .filter(row -> local[row] >= 0)
                    .asLongStream()
                    .toArray();
            long[] positions = Arrays.stream(rows)
                    .map(row -> classes.position(local[(int) row]))
                    .toArray();
            Arrays.stream(positions).forEach(place -> counts[(int) place]++);
            if (rows.length > 0) {
                sums.indexAdd_(Tensor.indices(positions), batch.unit().indexSelect(Tensor.indices(rows)));
            }
        }
        return sums.div_(Tensor.of(counts, counts.length, 1));
    }

    /** Forgets the recorded micro batches. */
    void discard() {
        recorded.clear();
    }
}
