package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.SampledCenters;
import org.idem.train.tensor.PendingNorms;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The sampled classes tile by tile, so that a tile stays in the cache and memory grows neither with the batch times the
 * sample nor with the sample's gradient. Logits are computed three times and never kept: for the loss, for the gradient
 * of the embeddings, and for that of the centers, which are updated as soon as their tile's gradient is known. The
 * third time comes with the update, so that a step can still be dropped, clipped or accumulate several micro batches.
 */
final class TiledLogits implements LogitComputation {
    private final ClassCenters centers;
    private final TileExecutor executor;
    private final List<HeadContext> contexts = new ArrayList<>();
    private ClassSample sample;
    /** Norms of the sampled centers, [sample, 1], so that only the first forward computes them. */
    private Tensor norms;

    private double gradientScale = 1;

    /**
     * For sharded centers.
     *
     * @param threads number of threads that compute tiles, at least 1
     * @param tile number of classes of a tile, at least 1
     */
    TiledLogits(ClassCenters centers, int threads, int tile) {
        this.centers = centers;
        this.executor = new TileExecutor(threads, tile);
    }

    @Override
    public int threads() {
        return executor.threads();
    }

    @Override
    public Tensor forwardBackward(HeadContext context, ClassSample sampled, double weight) {
        boolean first = contexts.isEmpty();
        if (first) {
            sample = sampled;
            norms = Tensor.empty(sampled.size(), 1).retain();
        }
        contexts.add(context);
        executor.run(sampled, (thread, part, start) -> {
            CenterTile tile = first ? gatherFirst(part, start) : gather(part, start);
            context.forward(thread, tile.cosines(context.unit()), start);
            context.forwardExpectations(thread, part, start);
        });
        context.finishForward(weight);
        List<Tensor> sums = zeros(context.unit());
        executor.run(sampled, (thread, part, start) -> {
            CenterTile tile = gather(part, start);
            Tensor dotGradient = tile.dotGradient(context.backward(thread, tile.cosines(context.unit()), start));
            sums.get(thread).add_(tile.unitGradient(dotGradient));
            context.addExpectationGradient(part, start, sums.get(thread));
        });
        sums.subList(1, sums.size()).forEach(sums.get(0)::add_);
        return sums.get(0);
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

    /** Gradient of a tile's centers over all micro batches of the step, [classes, dim]. */
    private Tensor gradient(int thread, CenterTile tile, int start) {
        Tensor sum = null;
        for (HeadContext context : contexts) {
            Tensor cosines = tile.cosines(context.unit());
            Tensor dotGradient = tile.dotGradient(context.backward(thread, cosines, start));
            Tensor gradient = tile.centerGradient(dotGradient, cosines, context.unit());
            sum = sum == null ? gradient : sum.add_(gradient);
        }
        return gradientScale == 1 ? sum : sum.mul_(gradientScale);
    }

    @Override
    public List<PendingNorms> gradientNorms() {
        if (contexts.isEmpty()) {
            return List.of();
        }
        List<PendingNorms> norms =
                Stream.generate(PendingNorms::new).limit(threads()).toList();
        executor.run(
                sample, (thread, part, start) -> norms.get(thread).add(gradient(thread, gather(part, start), start)));
        return norms;
    }

    @Override
    public void scaleGradient(double factor) {
        gradientScale *= factor;
    }

    @Override
    public void update(CenterOptimizer optimizer, double rate, long step) {
        if (!contexts.isEmpty()) {
            executor.run(sample, (thread, part, start) -> {
                SampledCenters rows = centers.gatherForUpdate(part);
                CenterTile tile = new CenterTile(centers.asGathered(rows), of(norms, part, start));
                optimizer.update(rows, gradient(thread, tile, start), rate);
                centers.scatter(part, rows, step);
            });
        }
        discard();
    }

    @Override
    public void discard() {
        TensorScope.run(() -> contexts.forEach(HeadContext::close));
        contexts.clear();
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
