package org.idem.train.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.margin.MarginHead.Rows;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.tensor.Logistic;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * What the embeddings of each class of a shard are on average (LVFace; You et al., arXiv 2501.13420). For an embedding x
 * of class y, e_y becomes a · e_y + (1 − a) · x with a = 1 / (1 + e^−cos(x, e_y)); no gradient goes through them.
 *
 * <p>Our reading of the paper: x is normalised; where a step has several embeddings of a class their mean counts, so that
 * the result does not depend on their order; expectations are used before they move; and they start as the directions of
 * the class centers.
 */
public final class ClassExpectations {
    private static final int AT_ONCE = 4096;

    private final ClassCenters store;
    /** Workers that keep the same expectations; one where classes are divided. */
    private final Collective sharers;

    private final List<Noted> noted = new ArrayList<>();

    /** Rows of a pass, with the place of each one's class in the shard, −1 where another worker holds it. */
    private record Noted(Tensor unit, int[] local) {}

    ClassExpectations(ClassCenters store, Collective sharers) {
        this.store = store;
        this.sharers = sharers;
    }

    /** Gives them their first values, unless they have some already, as after a checkpoint. */
    void begin(long step) {
        if (!isZero(store.read(CenterField.EXPECTATION, 0, 1))) {
            return;
        }
        for (int from = 0; from < store.count(); from += AT_ONCE) {
            ClassSample part = ClassSample.range(from, Math.min(store.count(), from + AT_ONCE), store.count());
            TensorScope.run(() -> {
                Tensor centers = store.look(part);
                store.put(
                        CenterField.EXPECTATION, part, centers.over(centers.rowNorms(LogitComputation.EPSILON)), step);
            });
        }
    }

    private static boolean isZero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** The rows of a pass against them. */
    ExpectationContext pass(
            Collective workers, Tensor unit, int[] local, ClassSample sample, Rows rules, NegativeLogSumExp sum) {
        LocalTargets targets =
                LocalTargets.of(unit, local, sample, classes -> store.look(CenterField.EXPECTATION, classes));
        return new ExpectationContext(workers, store, unit, targets, rules, sum);
    }

    /**
     * Takes note of a pass for {@link #move}.
     *
     * @param unit normalised embeddings, [rows, dim], which live until then
     * @param local place of each row's class in the shard, −1 where another worker holds it
     */
    void note(Tensor unit, int[] local) {
        noted.add(new Noted(unit, local));
    }

    /** Lets them follow the embeddings of all passes that were noted. */
    void move(long step) {
        TensorScope.run(() -> {
            List<Noted> all = noted.stream().map(this::ofAllSharers).toList();
            int[] classes = all.stream()
                    .flatMapToInt(pass -> Arrays.stream(pass.local()))
                    .filter(place -> place >= 0)
                    .sorted()
                    .distinct()
                    .toArray();
            if (classes.length > 0) {
                move(ClassSample.of(classes, store.count()), all, step);
            }
        });
        noted.clear();
    }

    private Noted ofAllSharers(Noted own) {
        long[] places =
                sharers.allGather(Arrays.stream(own.local()).asLongStream().toArray());
        return new Noted(
                sharers.allGather(own.unit()),
                Arrays.stream(places).mapToInt(Math::toIntExact).toArray());
    }

    private void move(ClassSample classes, List<Noted> all, long step) {
        Tensor before = store.look(CenterField.EXPECTATION, classes);
        Tensor now = means(classes, all);
        Tensor kept = before.times(now).rowSum();
        kept.div_(before.rowNorms(LogitComputation.EPSILON)).div_(now.rowNorms(LogitComputation.EPSILON));
        Tensor after = before.copy().sub_(now).mul_(Logistic.sigmoid_(kept)).add_(now);
        store.put(CenterField.EXPECTATION, classes, after, step);
    }

    /** Mean embedding of each class, [classes, dim]. */
    private Tensor means(ClassSample classes, List<Noted> all) {
        Tensor sums = Tensor.zeros(classes.size(), store.dim());
        float[] counts = new float[classes.size()];
        for (Noted pass : all) {
            int[] local = pass.local();
            long[] rows = IntStream.range(0, local.length)
                    .filter(row -> local[row] >= 0)
                    .asLongStream()
                    .toArray();
            long[] places = Arrays.stream(rows)
                    .map(row -> classes.position(local[(int) row]))
                    .toArray();
            Arrays.stream(places).forEach(place -> counts[(int) place]++);
            if (rows.length > 0) {
                sums.addRows_(Tensor.indices(places), pass.unit().rows(Tensor.indices(rows)));
            }
        }
        return sums.div_(Tensor.of(counts, counts.length, 1));
    }

    /** Forgets what was noted. */
    void discard() {
        noted.clear();
    }
}
