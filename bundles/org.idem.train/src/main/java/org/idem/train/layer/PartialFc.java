package org.idem.train.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.SampledCenters;
import org.idem.train.centers.ScalarParameters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginStage;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One worker's share of the margin loss over all identities (Partial FC, An et al., arXiv 2203.15565). Embeddings of all
 * workers meet the sampled class centers of this one; what the loss needs of all classes goes over all workers. Gradients
 * are in closed form: no operation is recorded.
 *
 * <p>A step is {@link #beginStep}, one or more {@link #forwardBackward}es, and {@link #update} or {@link #discard}. Passes gather: the
 * step is that of their mean, over one sample of classes that holds the targets of all.
 */
public final class PartialFc implements AutoCloseable {
    private static final int ROWS_PER_BLOCK = 4096;
    private static final String LOSS = "loss";

    private final Collective collective;
    private final Collective replicas;
    private final ClassShard shard;
    private final ClassCenters centers;
    private final ClassSampler sampler;
    private final MarginHead head;
    private final boolean dense;
    private final LogitComputation logits;
    private final ScalarParameters scalars = new ScalarParameters();
    private final ClassExpectations expectations;
    private ClassSample sample;
    private long step;
    private Map<String, Double> statistics;
    /** As they are after the passes that wait for the update. */
    private Map<String, Double> pendingStatistics;

    /**
     * What a pass gives.
     *
     * @param loss mean over the rows of all workers, the same on every worker
     * @param gradient of share · loss with respect to this worker's embeddings, [n, dim]; the replicas' gradients are to
     *     be summed, not averaged
     */
    public record LossAndGradient(double loss, Tensor gradient) {}

    /** For one shard; the centers are closed with the layer. */
    public PartialFc(
            Collective collective,
            ClassShard shard,
            ClassCenters centers,
            ClassSampler sampler,
            MarginHead head,
            PartialFcOptions options) {
        requireFitting(head, centers, sampler);
        // Centers that every worker holds whole: each has the loss of its own rows, and they agree on the update.
        this.collective = options.sharded() ? collective : new SoloCollective();
        this.replicas = options.sharded() ? new SoloCollective() : collective;
        this.shard = shard;
        this.centers = centers;
        this.sampler = sampler;
        this.head = head;
        this.dense = options.dense();
        this.logits = options.createLogits(centers, replicas);
        this.expectations = new ClassExpectations(centers, replicas);
        this.statistics = head.initialStatistics();
        this.pendingStatistics = statistics;
    }

    private static void requireFitting(MarginHead head, ClassCenters centers, ClassSampler sampler) {
        boolean expects = head.stages().stream().anyMatch(MarginStage::usesExpectations);
        if (expects && !centers.has(CenterField.EXPECTATION)) {
            throw new IllegalArgumentException("The head needs class expectations and the store keeps none");
        }
        int stages = head.stages().size();
        if (sampler.stages() != 1 && sampler.stages() != stages) {
            throw new IllegalArgumentException(sampler.stages() + " samplers for " + stages + " stages");
        }
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
    public MarginStage stage() {
        return head.stage(statistics);
    }

    /** Sets the running statistics; those that are not given start anew. */
    public void restore(Map<String, Double> saved) {
        Map<String, Double> restored = new HashMap<>(saved);
        Set<String> known = head.initialStatistics().keySet();
        restored.keySet().removeIf(name -> known.stream().noneMatch(name::startsWith));
        head.initialStatistics().forEach(restored::putIfAbsent);
        statistics = Map.copyOf(restored);
        pendingStatistics = statistics;
    }

    /**
     * Begins a step, and perhaps a stage of the training with it: draws its classes.
     *
     * @param labels identities of all rows that this worker will pass
     * @param stepNumber of the step, from 0
     */
    public void beginStep(long[] labels, long stepNumber) {
        statistics = head.beginStep(statistics, stepNumber);
        discard();
        step = stepNumber;
        if (stage().usesExpectations()) {
            expectations.initialize(step);
        }
        int[] positives = Arrays.stream(localLabels(replicas.allGather(collective.allGather(labels))))
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
        sample = sampler.forStage(stage().index()).sample(positives, step);
    }

    /**
     * Loss and gradient of some rows. The result belongs to the caller's scope; the gradient of the centers waits for
     * {@link #update}.
     *
     * @param embeddings this worker's, [n, dim], n the same on every worker
     * @param labels their identities, n of them
     * @param weight weight of this pass in the step: its part of the rows
     */
    public LossAndGradient forwardBackward(Tensor embeddings, long[] labels, double weight) {
        Tensor features = collective.allGather(embeddings.detach().contiguous());
        int[] local = localLabels(collective.allGather(labels));
        Tensor norms = features.rowNorms(LogitComputation.EPSILON);
        Tensor unit = features.div(norms);
        HeadContext context = createContext(unit.retain(), norms.toFloats(), local, weight);
        Tensor unitGradient = collective.reduceScatter(logits.forwardBackward(context, sample, weight));
        pendingStatistics = context.statistics();
        scalars.accumulate(context.scalarGradients());

        long n = embeddings.size(0);
        long firstRow = n * collective.rank();
        Tensor ownUnit = unit.narrow(firstRow, n);
        Tensor gradient = backwardNormalize(unitGradient, ownUnit, norms.narrow(firstRow, n));
        if (context.normGradient() != null) {
            Tensor normGradient =
                    Tensor.of(context.normGradient(), features.size(0), 1).narrow(firstRow, n);
            gradient.addcmul_(ownUnit, normGradient, 1);
        }
        return new LossAndGradient(mean(Map.of(LOSS, context.loss())).get(LOSS), gradient.mul_(1.0 / replicas.world()));
    }

    private HeadContext createContext(Tensor unit, float[] norms, int[] local, double weight) {
        LocalTargets targets = LocalTargets.of(unit, local, sample, centers::gather);
        float[] cosines = head.needsTargetCosines() ? targets.allReduceCosines(collective) : new float[0];
        DistributedLoss.LossShape shape = new DistributedLoss.LossShape(local.length, logits.threads(), weight);
        MarginHead.BatchMargin margin = head.forBatch(pendingStatistics, norms, cosines);
        MarginStage stage = stage();
        if (stage.updatesExpectations()) {
            expectations.record(unit, local);
        }
        ExpectationContext expected = null;
        if (stage.usesExpectations()) {
            NegativeLogSumExp sum = new NegativeLogSumExp(collective, head.scale(), shape);
            expected = expectations.context(collective, unit, local, sample, margin, sum);
        }
        DistributedLoss loss = head.loss(collective, statistics, shape, expected);
        return new HeadContext(collective, unit, targets, margin, loss, expected);
    }

    private static Tensor backwardNormalize(Tensor gradient, Tensor unit, Tensor norms) {
        Tensor radial = gradient.mul(unit).rowSum();
        return gradient.addcmul_(unit, radial, -1).div_(norms);
    }

    /** Mean over the workers that hold the same centers, whose rows differ. */
    private Map<String, Double> mean(Map<String, Double> own) {
        if (replicas.world() == 1) {
            return own;
        }
        Map<String, Double> mean = new HashMap<>();
        own.keySet().stream()
                .sorted()
                .forEach(name -> mean.put(name, TensorScope.compute(() -> {
                    Tensor sum = Tensor.of(new float[] {own.get(name).floatValue()}, 1);
                    replicas.allReduceSum(sum);
                    return sum.item() / replicas.world();
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
            local[i] = shard.contains(labels[i]) ? (int) (labels[i] - shard.start()) : -1;
        }
        return local;
    }

    /** Norm of the gradient of the centers of all workers that waits for the update; to be called by all. */
    public double gradientNorm() {
        double local = logits.squaredGradientNorm();
        return Math.sqrt(TensorScope.compute(() -> {
            Tensor squares = Tensor.of(new float[] {(float) local}, 1);
            collective.allReduceSum(squares);
            return squares.item();
        }));
    }

    /** Multiplies the waiting gradient, for clipping. */
    public void scaleGradient(double factor) {
        logits.scaleGradient(factor);
    }

    /** Moves the centers along the gradients of all passes of the step. */
    public void update(CenterOptimizer optimizer, double rate) {
        if (dense && sample != null && !sample.isComplete()) {
            updateRest(optimizer, rate);
        }
        expectations.update(step);
        logits.update(optimizer, rate, step);
        statistics = scalars.updated(mean(pendingStatistics), optimizer, rate);
        discard();
    }

    /** Classes that were not sampled have gradient zero, but decay and move on with their momentum. */
    private void updateRest(CenterOptimizer optimizer, double rate) {
        for (int start = 0; start < centers.count(); start += ROWS_PER_BLOCK) {
            ClassSample rest = sample.complement(start, Math.min(centers.count(), start + ROWS_PER_BLOCK));
            TensorScope.run(() -> {
                SampledCenters rows = centers.gatherForUpdate(rest);
                optimizer.update(rows, Tensor.zeros(rest.size(), centers.dim()), rate);
                centers.scatter(rest, rows, step);
            });
        }
    }

    /** Forgets all passes since the last update. */
    public void discard() {
        pendingStatistics = statistics;
        scalars.clear();
        expectations.discard();
        logits.discard();
    }

    @Override
    public void close() {
        logits.close();
        centers.close();
    }
}
