package org.idem.train.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One worker's share of the margin softmax over all identities (Partial FC, An et al., arXiv 2203.15565). Embeddings of
 * all workers meet the sampled class centers of this one; maximum and sum of the softmax go over all workers. Gradients
 * are in closed form: no operation is recorded.
 */
public final class ClassificationLayer implements AutoCloseable {
    /** Added to the sum of squares under the root when vectors are normalised. */
    private static final double EPSILON = 1e-12;

    private final Collective workers;
    private final ClassShard shard;
    private final ClassCenters centers;
    private final ClassSampler sampler;
    private final MarginHead head;
    private final List<Pending> pending = new ArrayList<>();
    private Map<String, Double> statistics;
    /** As they are after the passes that wait for the update. */
    private Map<String, Double> moved;

    /** Gradient of the centers of one pass, waiting for the update. */
    private record Pending(ClassSample sample, Tensor gradient) {}

    /**
     * What a pass gives.
     *
     * @param loss mean over the global batch, the same on every worker
     * @param gradient of that mean with respect to this worker's embeddings, [n, dim]; the replicas' gradients are to be
     *     summed, not averaged
     */
    public record Pass(double loss, Tensor gradient) {}

    /** For one shard; the centers are closed with the layer. */
    public ClassificationLayer(
            Collective workers, ClassShard shard, ClassCenters centers, ClassSampler sampler, MarginHead head) {
        this.workers = workers;
        this.shard = shard;
        this.centers = centers;
        this.sampler = sampler;
        this.head = head;
        this.statistics = head.start();
        this.moved = statistics;
    }

    /** The stored centers. */
    public ClassCenters centers() {
        return centers;
    }

    /** Which identities they are. */
    public ClassShard shard() {
        return shard;
    }

    /** The head's running statistics by name, the same on every worker; empty where it has none. */
    public Map<String, Double> statistics() {
        return Map.copyOf(statistics);
    }

    /** Sets the running statistics; those that are not given start anew. */
    public void restore(Map<String, Double> given) {
        Map<String, Double> all = new HashMap<>(head.start());
        all.replaceAll(given::getOrDefault);
        statistics = Map.copyOf(all);
        moved = statistics;
    }

    /**
     * Loss and gradients of one batch. The result belongs to the caller's scope; the gradient of the centers waits for
     * {@link #update}.
     *
     * @param embeddings this worker's, [n, dim], n the same on every worker
     * @param labels their identities, n of them
     * @param step number of the optimizer step, for the sampler
     * @param share weight of this pass in the step, 1 / passes where gradients accumulate
     */
    public Pass pass(Tensor embeddings, long[] labels, long step, double share) {
        Tensor features = workers.allGather(embeddings.detach().contiguous());
        int[] local = localLabels(workers.allGather(labels));
        ClassSample sample = sampler.sample(positives(local), step);
        Tensor rows = centers.centers(sample);

        Tensor lengths = features.rowNorms(EPSILON);
        Tensor unit = features.over(lengths);
        Tensor rowLengths = rows.rowNorms(EPSILON);
        Tensor cosines = unit.matmul(rows.transpose()).div_(rowLengths.transpose());
        Softmax softmax = new Softmax(workers, head, moved, targets(local, sample), share);
        Tensor slope = softmax.backward(cosines, lengths.toFloats());
        moved = softmax.statistics();

        Tensor perRow = slope.over(rowLengths.transpose());
        Tensor toUnit = workers.reduceScatter(perRow.matmul(rows));
        Tensor toCenters = centerGradient(cosines, slope, perRow, unit, rows, rowLengths);
        pending.add(new Pending(sample, toCenters.retain()));
        long n = embeddings.size(0);
        long own = n * workers.rank();
        Tensor gradient = throughNormalisation(toUnit, unit.narrow(own, n), lengths.narrow(own, n));
        if (softmax.normGradient() != null) {
            Tensor outward =
                    Tensor.of(softmax.normGradient(), features.size(0), 1).narrow(own, n);
            gradient.addProduct_(unit.narrow(own, n), outward, 1);
        }
        return new Pass(softmax.loss(), gradient);
    }

    private static Tensor centerGradient(
            Tensor cosines, Tensor slope, Tensor perRow, Tensor unit, Tensor rows, Tensor rowLengths) {
        Tensor radial = slope.times(cosines).columnSum().transpose().div_(rowLengths.square());
        return perRow.transpose().matmul(unit).addProduct_(rows, radial, -1);
    }

    private static Tensor throughNormalisation(Tensor gradient, Tensor unit, Tensor lengths) {
        Tensor radial = gradient.times(unit).rowSum();
        return gradient.addProduct_(unit, radial, -1).div_(lengths);
    }

    /** Place of each sample's identity in this shard, −1 where another worker holds it. */
    private int[] localLabels(long[] labels) {
        int[] local = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= shard.classes()) {
                throw new IllegalArgumentException("Label " + labels[i] + " with " + shard.classes() + " identities");
            }
            local[i] = shard.holds(labels[i]) ? (int) (labels[i] - shard.start()) : -1;
        }
        return local;
    }

    private static int[] positives(int[] local) {
        return Arrays.stream(local)
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static int[] targets(int[] local, ClassSample sample) {
        return Arrays.stream(local)
                .map(label -> label < 0 ? -1 : sample.position(label))
                .toArray();
    }

    /** Norm of this shard's gradient that waits for the update. */
    public double gradientNorm() {
        merge();
        return pending.isEmpty() ? 0 : pending.get(0).gradient().norm();
    }

    /** Multiplies the waiting gradient, for clipping. */
    public void scaleGradient(double factor) {
        merge();
        pending.forEach(one -> TensorScope.run(() -> one.gradient().mul_(factor)));
    }

    /** Moves the centers along the gradients of all passes since the last update. */
    public void update(CenterRule rule, double rate) {
        merge();
        pending.forEach(one -> TensorScope.run(() -> rule.update(centers, one.sample(), one.gradient(), rate)));
        statistics = moved;
        discard();
    }

    /** Forgets all passes since the last update. */
    public void discard() {
        moved = statistics;
        closePending();
    }

    private void closePending() {
        pending.forEach(one -> one.gradient().close());
        pending.clear();
    }

    /** Several passes become one over the union of their samples. */
    private void merge() {
        if (pending.size() < 2) {
            return;
        }
        Pending merged = TensorScope.compute(() -> {
            ClassSample union = union();
            Tensor sum = Tensor.zeros(union.size(), centers.dim());
            for (Pending one : pending) {
                long[] places = Arrays.stream(one.sample().rows())
                        .map(row -> union.position((int) row))
                        .toArray();
                sum.addRows_(Tensor.indices(places), one.gradient());
            }
            return new Pending(union, sum.retain());
        });
        closePending();
        pending.add(merged);
    }

    private ClassSample union() {
        int[] ids = pending.stream()
                .flatMapToInt(one -> Arrays.stream(one.sample().rows()).mapToInt(row -> (int) row))
                .sorted()
                .distinct()
                .toArray();
        return ClassSample.of(ids, centers.count());
    }

    @Override
    public void close() {
        discard();
        centers.close();
    }
}
