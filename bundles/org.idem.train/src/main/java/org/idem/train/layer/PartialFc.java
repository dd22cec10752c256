package org.idem.train.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.idem.plan.ClassShard;
import org.idem.train.centers.CenterField;
import org.idem.train.centers.CenterGradient;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterUpdate;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.HostCenters;
import org.idem.train.centers.ScalarParameters;
import org.idem.train.collective.Collective;
import org.idem.train.collective.SoloCollective;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead;
import org.idem.train.margin.MarginStage;
import org.idem.train.margin.NegativeLogSumExp;
import org.idem.train.process.WorkerProgress;
import org.idem.train.sampling.ClassSampler;
import org.idem.train.tensor.DoubleVector;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * One rank's share of the margin loss over all identities (Partial FC, An et al., arXiv 2203.15565). Embeddings of all
 * ranks meet the sampled class centers of this one; what the loss needs of all classes is reduced over all ranks.
 * Gradients are in closed form: autograd records nothing.
 *
 * <p>A step is {@link #beginStep}, {@link #forwardBackward} for each micro batch, {@link #pending} and {@link #settle}, and
 * {@link #update} or {@link #discard}. The host waits for the device where it reads what is pending, and nowhere else. Gradients
 * accumulate: the step is that of the weighted mean of the micro batches, over one sample of classes that holds the targets of
 * all. All methods are called on the rank's thread; those that say so are collective.
 */
public final class PartialFc implements AutoCloseable {
    private static final int ROWS_PER_BLOCK = 4096;
    private static final String LOSS = "loss";
    private static final long UNKNOWN = -1;

    private final Collective collective;
    private final Collective replicas;
    private final ClassShard shard;
    private final ClassCenters store;
    /** The store as the device that the layer computes on sees it. */
    private final ClassCenters centers;

    private final ClassSampler sampler;
    private final MarginHead head;
    private final boolean dense;
    private final LogitComputation logits;
    private final ScalarParameters scalars = new ScalarParameters();
    private final ClassExpectations expectations;
    private final LayerObserver observer;
    private final StepNumbers numbers = new StepNumbers();
    private ClassSample sample;
    private long step;
    private Map<String, Double> statistics;
    /** As they are after the micro batches that wait for the update; null until they are read. */
    private Map<String, Double> pendingStatistics;

    /**
     * Makes the layer of one rank, over the shard of classes whose centers it holds.
     *
     * @param store its class centers, of the thread's device or of the host; closed with the layer
     * @throws IllegalArgumentException if the store lacks a field that the head needs, the sampler has another number
     *     of stages than the head, or tiles are asked for without sharding
     */
    public PartialFc(
            Collective collective,
            ClassShard shard,
            ClassCenters store,
            ClassSampler sampler,
            MarginHead head,
            PartialFcOptions options) {
        requireFitting(head, store, sampler);
        // Without sharding each rank has the loss of its own rows, and the ranks reduce the gradients of all centers.
        this.collective = options.sharded() ? collective : new SoloCollective();
        this.replicas = options.sharded() ? new SoloCollective() : collective;
        this.shard = shard;
        this.store = store;
        this.centers = HostCenters.forThread(store);
        this.sampler = sampler;
        this.head = head;
        this.dense = options.dense();
        this.logits = options.createLogits(centers, replicas);
        this.expectations = new ClassExpectations(centers, replicas, WorkerProgress.of(collective));
        this.observer = new LayerObserver(centers);
        this.statistics = head.initialStatistics();
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

    /** The class centers of this rank's shard. */
    public ClassCenters centers() {
        return store;
    }

    /** The identities that this rank holds. */
    public ClassShard shard() {
        return shard;
    }

    /** The head's running statistics and learned scalars by name, equal on every rank; empty where it has none. */
    public Map<String, Double> statistics() {
        return Map.copyOf(statistics);
    }

    /** The head's stage at the step that was begun last, equal on every rank. */
    public MarginStage stage() {
        return head.stage(statistics);
    }

    /**
     * Sets statistics that a checkpoint held, by name; those that are not given start anew, those that the head does
     * not know are left out.
     */
    public void restore(Map<String, Double> saved) {
        Map<String, Double> restored = new HashMap<>(saved);
        Set<String> known = head.initialStatistics().keySet();
        restored.keySet().removeIf(name -> known.stream().noneMatch(name::startsWith));
        head.initialStatistics().forEach(restored::putIfAbsent);
        statistics = Map.copyOf(restored);
        expectations.restored();
    }

    /** Begins a step of which the next one's labels are not known; collective. */
    public void beginStep(long[] labels, long stepNumber) {
        beginStep(labels, new long[0], stepNumber);
    }

    /**
     * Begins a step, and perhaps a stage of the head with it, and samples its classes; collective. What was accumulated
     * before is forgotten.
     *
     * @param labels identities of all rows of this rank's micro batches, each in [0, classes)
     * @param next labels of the next step as far as they are known, so that their class centers may be fetched; a wrong
     *     one costs time only
     * @param stepNumber number of the step, from 0
     * @throws IllegalArgumentException for other labels
     */
    public void beginStep(long[] labels, long[] next, long stepNumber) {
        statistics = head.beginStep(statistics, stepNumber);
        discard();
        step = stepNumber;
        if (stage().usesExpectations()) {
            expectations.initialize(step);
        }
        ClassSampler ofStage = sampler.forStage(stage().index());
        sample = ofStage.sample(positives(gather(labels)), step);
        centers.beginStep(sample);
        if (centers.readsAhead()) {
            forecast(next, labels.length, ofStage).ifPresent(centers::readAhead);
        }
    }

    /** The next step's sample, or as much of it as follows from the step alone; collective. */
    private Optional<ClassSample> forecast(long[] next, int rows, ClassSampler ofStage) {
        long[] known = new long[rows];
        Arrays.fill(known, UNKNOWN);
        if (next.length == rows) {
            Arrays.setAll(known, i -> next[i] >= 0 && next[i] < shard.classes() ? next[i] : UNKNOWN);
        }
        long[] all = gather(known);
        return Arrays.stream(all).anyMatch(label -> label == UNKNOWN)
                ? ofStage.drawn(step + 1)
                : Optional.of(ofStage.sample(positives(all), step + 1));
    }

    /** Labels of all ranks. */
    private long[] gather(long[] labels) {
        return replicas.allGather(collective.allGather(labels));
    }

    /** Classes of the shard among these, ascending and each once. */
    private int[] positives(long[] labels) {
        return Arrays.stream(localLabels(labels))
                .filter(label -> label >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * Computes loss and gradients of a micro batch; collective. The result belongs to the caller's scope; the gradient
     * of the centers is kept for {@link #update}.
     *
     * @param embeddings this rank's, fp32 [n, dim], n equal on every rank
     * @param labels their identities, [n]
     * @param weight share of the micro batch in the step, its part of the rows; the weights of a step add up to 1
     * @return gradient of weight · loss with respect to this rank's embeddings, fp32 [n, dim]; the replicas' gradients are to
     *     be summed, not averaged
     */
    public Tensor forwardBackward(Tensor embeddings, long[] labels, double weight) {
        Tensor features = collective.allGather(embeddings.detach().contiguous());
        int[] local = localLabels(collective.allGather(labels));
        Tensor norms = features.rowNorms(LogitComputation.EPSILON);
        Tensor unit = features.div(norms);
        DoubleVector lengths = DoubleVector.of(norms);
        HeadContext context = createContext(unit.retain(), lengths, local, weight);
        Tensor unitGradient = collective.reduceScatter(logits.forwardBackward(context, sample, weight));
        observer.observe(context, lengths, local, sample, step);
        numbers.add(weight, context);

        long n = embeddings.size(0);
        long firstRow = n * collective.rank();
        Tensor ownUnit = unit.narrow(firstRow, n);
        Tensor gradient = backwardNormalize(unitGradient, ownUnit, norms.narrow(firstRow, n));
        if (context.normGradient() != null) {
            Tensor normGradient = context.normGradient().view(features.size(0), 1);
            gradient.addcmul_(ownUnit, normGradient.narrow(firstRow, n), 1);
        }
        return gradient.mul_(1.0 / replicas.world());
    }

    /** What the micro batches computed and the host has to know, to be read together with other numbers. */
    public PendingNumbers pending() {
        return numbers.pending();
    }

    /**
     * Takes what {@link #pending()} had; collective.
     *
     * @return weighted mean loss of the micro batches over the rows of all ranks, equal on every rank; not finite where an
     *     embedding is not
     */
    public double settle(double[] read) {
        StepNumbers.Read values = numbers.take(read);
        double loss = 0;
        for (int i = 0; i < values.losses().size(); i++) {
            double mean = mean(Map.of(LOSS, values.losses().get(i))).get(LOSS);
            loss += values.weights().get(i) * mean;
        }
        scalars.clear();
        values.scalarGradients().forEach(scalars::accumulate);
        pendingStatistics = values.losses().isEmpty() ? statistics : values.statistics();
        return loss;
    }

    /** {@link #settle} by a download of its own; collective. */
    public double settle() {
        return settle(PendingNumbers.read(List.of(pending())).get(0));
    }

    /** Cosines between embeddings and vectors of their classes, equal on every rank; collective. */
    private LocalTargets targets(Tensor cosines, int[] local) {
        collective.allReduceSum(cosines);
        return new LocalTargets(local, sample, DoubleVector.of(cosines));
    }

    private HeadContext createContext(Tensor unit, DoubleVector norms, int[] local, double weight) {
        MarginStage stage = stage();
        DistributedLoss.LossShape shape = new DistributedLoss.LossShape(local.length, logits.threads(), weight);
        LocalTargets targets = targets(LocalTargets.cosines(unit, local, sample, centers::gather), local);
        MarginHead.BatchMargin margin = head.forBatch(numbers.statistics(statistics), norms, targets.cosines());
        ExpectationContext context = null;
        if (stage.usesExpectations()) {
            NegativeLogSumExp sum = new NegativeLogSumExp(collective, head.scale(), shape);
            LocalTargets expected = targets(expectations.cosines(unit, local, sample), local);
            context = expectations.context(unit, expected, margin, sum);
        }
        if (stage.updatesExpectations()) {
            expectations.record(unit, local);
        }
        DistributedLoss loss = head.loss(collective, statistics, shape, context);
        return new HeadContext(unit, targets, margin, loss, context);
    }

    private static Tensor backwardNormalize(Tensor gradient, Tensor unit, Tensor norms) {
        Tensor radial = gradient.mul(unit).rowSum();
        return gradient.addcmul_(unit, radial, -1).div_(norms);
    }

    /** Mean over the ranks that hold the same centers, whose rows differ; collective. */
    private Map<String, Double> mean(Map<String, Double> own) {
        if (replicas.world() == 1) {
            return own;
        }
        Map<String, Double> mean = new HashMap<>();
        own.keySet().stream()
                .sorted()
                .forEach(name ->
                        mean.put(name, (double) sum(replicas, own.get(name).floatValue()) / replicas.world()));
        return mean;
    }

    /** Class of each row by its number within the shard, −1 where another rank holds it. */
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

    /** Looks at the embeddings of the micro batches from here on, or looks away; equal on every rank. */
    public void observe(boolean on) {
        observer.begin(on);
    }

    /** What was seen since {@link #observe} was called; null where nothing is looked at. */
    public LayerObservation observation() {
        return observer.seen();
    }

    /** Norm of the accumulated gradient of the sampled centers of all ranks; collective. */
    public double gradientNorm() {
        return gradientNorm(PendingNumbers.read(gradientNorms()));
    }

    /** Norms of parts of the accumulated gradient of this rank's sampled centers, for {@link #gradientNorm(List)}. */
    public List<PendingNumbers> gradientNorms() {
        return logits.gradientNorms();
    }

    /**
     * Norm of the accumulated gradient of the sampled centers of all ranks; collective.
     *
     * @param own what {@link #gradientNorms()} had
     */
    public double gradientNorm(List<double[]> own) {
        double local = own.stream().mapToDouble(PendingNumbers::squares).sum();
        return Math.sqrt(sum(collective, (float) local));
    }

    /** Sum of a number over ranks, in fp32 and in the order of the ranks; collective. */
    private static float sum(Collective ranks, float own) {
        float sum = 0;
        for (long bits : ranks.allGather(new long[] {Float.floatToRawIntBits(own)})) {
            sum += Float.intBitsToFloat((int) bits);
        }
        return sum;
    }

    /** Multiplies the accumulated gradient of the centers, for clipping. */
    public void scaleGradient(double factor) {
        logits.scaleGradient(factor);
    }

    /**
     * Updates centers, class expectations and learned scalars by the gradients accumulated in the step; collective.
     *
     * @param rate learning rate, at least 0
     */
    public void update(CenterOptimizer optimizer, double rate) {
        if (dense && sample != null && !sample.isComplete()) {
            updateRest(optimizer, rate);
        }
        if (pendingStatistics == null) {
            settle();
        }
        expectations.update(step);
        logits.update(optimizer, rate, step);
        statistics = scalars.updated(mean(pendingStatistics), optimizer, rate);
        discard();
    }

    /** Classes that were not sampled have gradient 0, but their weight decay and momentum go on. */
    private void updateRest(CenterOptimizer optimizer, double rate) {
        for (int start = 0; start < centers.count(); start += ROWS_PER_BLOCK) {
            ClassSample rest = sample.complement(start, Math.min(centers.count(), start + ROWS_PER_BLOCK));
            TensorScope.run(() -> {
                CenterGradient none = CenterGradient.whole(Tensor.zeros(rest.size(), centers.dim()));
                centers.update(rest, none, new CenterUpdate(optimizer, rate, step));
            });
        }
    }

    /** Forgets the micro batches since the last update; centers and statistics stay as they are. */
    public void discard() {
        pendingStatistics = null;
        numbers.forget();
        scalars.clear();
        expectations.discard();
        logits.discard();
    }

    @Override
    public void close() {
        logits.close();
        store.close();
    }
}
