package org.idem.train.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.ClassShard;
import org.idem.train.centers.SampledCenters;
import org.idem.train.centers.ScalarParameters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.CrossEntropy;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.LvFaceStage;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One worker's share of the margin loss over all identities (Partial FC, An et al., arXiv 2203.15565). Embeddings of all
 * workers meet the sampled class centers of this one; what the loss needs of all classes goes over all workers. Gradients
 * are in closed form: no operation is recorded.
 *
 * <p>A step is {@link #begin}, one or more {@link #pass}es, and {@link #update} or {@link #discard}. Passes gather: the
 * step is that of their mean, over one sample of classes that holds the targets of all.
 */
public final class PartialFc implements AutoCloseable {
    private static final int REST_AT_ONCE = 4096;
    private static final String LOSS = "loss";

    private final Collective workers;
    private final Collective sharers;
    private final ClassShard shard;
    private final ClassCenters centers;
    private final ClassSampler sampler;
    private final MarginHead head;
    private final boolean dense;
    private final LogitComputation walk;
    private final ScalarParameters learned = new ScalarParameters();
    private final ClassExpectations expectations;
    private ClassSample sample;
    private long step;
    private Map<String, Double> statistics;
    /** As they are after the passes that wait for the update. */
    private Map<String, Double> moved;

    /**
     * What a pass gives.
     *
     * @param loss mean over the rows of all workers, the same on every worker
     * @param gradient of share · loss with respect to this worker's embeddings, [n, dim]; the replicas' gradients are to
     *     be summed, not averaged
     */
    public record Pass(double loss, Tensor gradient) {}

    /** For one shard; the centers are closed with the layer. */
    public PartialFc(
            Collective workers,
            ClassShard shard,
            ClassCenters centers,
            ClassSampler sampler,
            MarginHead head,
            PartialFcOptions options) {
        if (head.needsExpectations() && !centers.keeps(CenterField.EXPECTATION)) {
            throw new IllegalArgumentException("The head needs class expectations and the store keeps none");
        }
        // Centers that every worker holds whole: each has the loss of its own rows, and they agree on the update.
        this.workers = options.divided() ? workers : new SoloCollective();
        this.sharers = options.divided() ? new SoloCollective() : workers;
        this.shard = shard;
        this.centers = centers;
        this.sampler = sampler;
        this.head = head;
        this.dense = options.dense();
        this.walk = options.walk(centers, sharers);
        this.expectations = new ClassExpectations(centers, sharers);
        this.statistics = head.start();
        this.moved = statistics;
    }

    /** The stored centers. */
    public ClassCenters centers() {
        return centers;
    }

    /** Which identities this worker holds. */
    public ClassShard shard() {
        return shard;
    }

    /** The head's running statistics and learned numbers by name, the same on every worker; empty where it has none. */
    public Map<String, Double> statistics() {
        return Map.copyOf(statistics);
    }

    /** Stage of the training at the step that was begun last, the same on every worker. */
    public LvFaceStage stage() {
        return head.stage(statistics);
    }

    /** Sets the running statistics; those that are not given start anew. */
    public void restore(Map<String, Double> given) {
        Map<String, Double> all = new HashMap<>(given);
        Set<String> known = head.start().keySet();
        all.keySet().removeIf(name -> known.stream().noneMatch(name::startsWith));
        head.start().forEach(all::putIfAbsent);
        statistics = Map.copyOf(all);
        moved = statistics;
    }

    /**
     * Begins a step, and perhaps a stage of the training with it: draws its classes.
     *
     * @param labels identities of all rows that this worker will pass
     * @param number of the step, from 0
     */
    public void begin(long[] labels, long number) {
        statistics = head.begin(statistics, number);
        discard();
        step = number;
        if (stage().seesExpectations()) {
            expectations.begin(step);
        }
        int[] positives = Arrays.stream(localLabels(sharers.allGather(workers.allGather(labels))))
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
        sample = sampler.in(stage()).sample(positives, step);
    }

    /**
     * Loss and gradient of some rows. The result belongs to the caller's scope; the gradient of the centers waits for
     * {@link #update}.
     *
     * @param embeddings this worker's, [n, dim], n the same on every worker
     * @param labels their identities, n of them
     * @param share weight of this pass in the step: its part of the rows
     */
    public Pass pass(Tensor embeddings, long[] labels, double share) {
        Tensor features = workers.allGather(embeddings.detach().contiguous());
        int[] local = localLabels(workers.allGather(labels));
        Tensor lengths = features.rowNorms(LogitComputation.EPSILON);
        Tensor unit = features.over(lengths);
        HeadContext rows = headPass(unit.retain(), lengths.toFloats(), local, share);
        Tensor toUnit = workers.reduceScatter(walk.pass(rows, sample, share));
        moved = rows.statistics();
        learned.add(rows.learned());

        long n = embeddings.size(0);
        long own = n * workers.rank();
        Tensor ownUnit = unit.narrow(own, n);
        Tensor gradient = throughNormalisation(toUnit, ownUnit, lengths.narrow(own, n));
        if (rows.normGradient() != null) {
            Tensor outward = Tensor.of(rows.normGradient(), features.size(0), 1).narrow(own, n);
            gradient.addProduct_(ownUnit, outward, 1);
        }
        return new Pass(mean(Map.of(LOSS, rows.value())).get(LOSS), gradient.mul_(1.0 / sharers.world()));
    }

    private HeadContext headPass(Tensor unit, float[] norms, int[] local, double share) {
        LocalTargets targets = LocalTargets.of(unit, local, sample, centers::look);
        float[] cosines = head.comparesTargets() ? targets.cosinesEverywhere(workers) : new float[0];
        DistributedLoss.Extent extent = new DistributedLoss.Extent(local.length, walk.lanes(), share);
        MarginHead.Rows rules = head.rows(moved, norms, cosines);
        LvFaceStage stage = stage();
        if (!stage.seesExpectations()) {
            return new HeadContext(workers, unit, targets, rules, head.loss(workers, statistics, extent), null);
        }
        if (stage.movesExpectations()) {
            expectations.note(unit, local);
        }
        NegativeLogSumExp sum = new NegativeLogSumExp(workers, head.scale(), extent);
        ExpectationContext expected = expectations.pass(workers, unit, local, sample, rules, sum);
        DistributedLoss loss = new CrossEntropy(workers, head.scale(), extent, expected);
        return new HeadContext(workers, unit, targets, rules, loss, expected);
    }

    private static Tensor throughNormalisation(Tensor gradient, Tensor unit, Tensor lengths) {
        Tensor radial = gradient.times(unit).rowSum();
        return gradient.addProduct_(unit, radial, -1).div_(lengths);
    }

    /** Mean over the workers that hold the same centers, whose rows differ. */
    private Map<String, Double> mean(Map<String, Double> own) {
        if (sharers.world() == 1) {
            return own;
        }
        Map<String, Double> mean = new HashMap<>();
        own.keySet().stream()
                .sorted()
                .forEach(name -> mean.put(name, TensorScope.compute(() -> {
                    Tensor sum = Tensor.of(new float[] {own.get(name).floatValue()}, 1);
                    sharers.allReduceSum(sum);
                    return sum.item() / sharers.world();
                })));
        return mean;
    }

    /** Place of each row's identity in this shard, −1 where another worker holds it. */
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

    /** Norm of the gradient of the centers of all workers that waits for the update; to be called by all. */
    public double gradientNorm() {
        double own = walk.squaredGradientNorm();
        return Math.sqrt(TensorScope.compute(() -> {
            Tensor squares = Tensor.of(new float[] {(float) own}, 1);
            workers.allReduceSum(squares);
            return squares.item();
        }));
    }

    /** Multiplies the waiting gradient, for clipping. */
    public void scaleGradient(double factor) {
        walk.scale(factor);
    }

    /** Moves the centers along the gradients of all passes of the step. */
    public void update(CenterOptimizer rule, double rate) {
        if (dense && sample != null && !sample.whole()) {
            moveRest(rule, rate);
        }
        expectations.move(step);
        walk.update(rule, rate, step);
        statistics = learned.moved(mean(moved), rule, rate);
        discard();
    }

    /** Classes that were not sampled have gradient zero, but decay and move on with their momentum. */
    private void moveRest(CenterOptimizer rule, double rate) {
        for (int from = 0; from < centers.count(); from += REST_AT_ONCE) {
            ClassSample rest = sample.others(from, Math.min(centers.count(), from + REST_AT_ONCE));
            TensorScope.run(() -> {
                SampledCenters rows = centers.take(rest);
                rule.move(rows, Tensor.zeros(rest.size(), centers.dim()), rate);
                centers.put(rest, rows, step);
            });
        }
    }

    /** Forgets all passes since the last update. */
    public void discard() {
        moved = statistics;
        learned.clear();
        expectations.discard();
        walk.discard();
    }

    @Override
    public void close() {
        walk.close();
        centers.close();
    }
}
