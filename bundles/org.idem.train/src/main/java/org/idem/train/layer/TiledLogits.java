package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.plan.LogitTiles;
import org.idem.train.centers.CenterGradient;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterUpdate;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The sampled classes tile by tile, so that a tile stays in the cache and memory grows neither with the batch times the
 * sample, beyond the bytes that are given, nor with the sample's gradient. Tiles are visited twice: for the loss and the
 * gradient of the embeddings, which is summed up beside the softmax (as attention is by Dao et al., arXiv 2205.14135), and for
 * the gradient of the centers, which are updated as soon as their tile's is known. The second time comes with the update, so
 * that a step can still be dropped, clipped or accumulate several micro batches. Cosines are kept from visit to visit where
 * they fit, else computed each time, with the same result to the bit.
 */
final class TiledLogits implements LogitComputation {
    private final ClassCenters centers;
    private final TileExecutor executor;
    private final List<MicroBatchLogits> batches = new ArrayList<>();
    private final long keptBytes;
    private ClassSample sample;
    /** Norms of the sampled centers, [sample, 1], so that only the first forward computes them. */
    private Tensor norms;

    private double gradientScale = 1;

    /**
     * For sharded centers.
     *
     * @param threads number of threads that compute tiles, at least 1
     * @param tile number of classes of a tile, at least 1
     * @param keptBytes memory for keeping logits of micro batches from pass to pass
     */
    TiledLogits(ClassCenters centers, int threads, int tile, long keptBytes) {
        this.centers = centers;
        this.keptBytes = keptBytes;
        this.executor = new TileExecutor(threads, tile);
    }

    @Override
    public int threads() {
        return executor.threads();
    }

    @Override
    public Tensor forwardBackward(HeadContext context, ClassSample sampled, double weight) {
        boolean first = batches.isEmpty();
        if (first) {
            sample = sampled;
            norms = Tensor.empty(sampled.size(), 1).retain();
        }
        MicroBatchLogits batch = create(context);
        batches.add(batch);
        List<Tensor> sums = zeros(context.unit());
        executor.run(sampled, (thread, part, start) -> {
            CenterTile tile = first ? gatherFirst(part, start) : gather(part, start);
            batch.forward(thread, tile, start, sums.get(thread));
            context.forwardExpectations(thread, part, start);
        });
        context.finishForward(weight);
        Tensor gradient = context.finishUnitGradient(sums, sampled, centers::gather);
        if (context.hasExpectations()) {
            addExpectationGradient(context, gradient);
        }
        return gradient;
    }

    private void addExpectationGradient(HeadContext context, Tensor gradient) {
        List<Tensor> sums = zeros(gradient);
        executor.run(sample, (thread, part, start) -> context.addExpectationGradient(part, start, sums.get(thread)));
        sums.forEach(gradient::add_);
    }

    /** As many micro batches are kept, from the first on, as memory is there for. */
    private MicroBatchLogits create(HeadContext context) {
        long bytes = LogitTiles.keptBytes(sample.size(), (int) context.unit().size(0));
        return bytes * (batches.size() + 1) <= keptBytes
                ? MicroBatchLogits.kept(context, sample.size())
                : MicroBatchLogits.computedAnew(context);
    }

    private static Tensor of(Tensor all, ClassSample part, int start) {
        return all.narrow(start, part.size());
    }

    private CenterTile gatherFirst(ClassSample part, int start) {
        CenterTile tile = CenterTile.of(centers.gather(part));
        of(norms, part, start).copy_(tile.norms());
        return tile;
    }

    private CenterTile gather(ClassSample part, int start) {
        return new CenterTile(centers.gather(part), of(norms, part, start));
    }

    private List<Tensor> zeros(Tensor like) {
        return IntStream.range(0, threads())
                .mapToObj(thread -> Tensor.zeros(like.shape()))
                .toList();
    }

    /** Gradient of a tile's centers over all micro batches of the step. */
    private CenterGradient gradient(int thread, CenterTile tile, int start) {
        CenterGradient sum = null;
        for (MicroBatchLogits batch : batches) {
            CenterGradient gradient = batch.centerGradient(thread, tile, start);
            sum = sum == null ? gradient : sum.add_(gradient);
        }
        return gradientScale == 1 ? sum : sum.mul_(gradientScale);
    }

    @Override
    public List<PendingNumbers> gradientNorms() {
        if (batches.isEmpty()) {
            return List.of();
        }
        List<PendingNumbers> norms =
                Stream.generate(PendingNumbers::new).limit(threads()).toList();
        executor.run(sample, (thread, part, start) -> {
            CenterTile tile = gather(part, start);
            norms.get(thread).addNorm(gradient(thread, tile, start).at(tile.centers()));
        });
        return norms;
    }

    @Override
    public void scaleGradient(double factor) {
        gradientScale *= factor;
    }

    @Override
    public void update(CenterOptimizer optimizer, double rate, long step) {
        if (!batches.isEmpty()) {
            CenterUpdate update = new CenterUpdate(optimizer, rate, step);
            boolean kept = batches.stream().allMatch(MicroBatchLogits::isKept);
            executor.run(sample, (thread, part, start) -> {
                // Centers whose cosines are kept are not read for the gradient, but where they are updated.
                CenterTile tile = kept ? new CenterTile(null, of(norms, part, start)) : gather(part, start);
                centers.update(part, gradient(thread, tile, start), update);
            });
        }
        discard();
    }

    @Override
    public void discard() {
        TensorScope.run(() -> batches.forEach(MicroBatchLogits::close));
        batches.clear();
        gradientScale = 1;
        if (norms != null) {
            norms.close();
            norms = null;
        }
    }

    @Override
    public void close() {
        discard();
        executor.close();
    }
}
