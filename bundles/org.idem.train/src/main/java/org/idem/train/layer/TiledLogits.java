package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.SampledCenters;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * The sampled classes tile by tile, so that a tile stays in the cache and memory grows neither with the batch times the
 * sample nor with the sample's gradient. Logits are made three times and kept never: for the loss, for the gradient of
 * the embeddings, and for that of the centers, which are moved as soon as their tile's gradient is done. The third walk
 * comes with the update, so that a step can still be dropped, clipped or gather several passes.
 */
final class TiledLogits implements LogitComputation {
    private final ClassCenters centers;
    private final TileExecutor lanes;
    private final List<HeadContext> passes = new ArrayList<>();
    private ClassSample sample;
    /** Of the sampled centers, [sample, 1]: one number a class, which spares each later walk a pass over its centers. */
    private Tensor norms;

    private double factor = 1;

    /**
     * Over centers that no other worker holds.
     *
     * @param threads that walk
     * @param tile classes of a tile
     */
    TiledLogits(ClassCenters centers, int threads, int tile) {
        this.centers = centers;
        this.lanes = new TileExecutor(threads, tile);
    }

    @Override
    public int lanes() {
        return lanes.count();
    }

    @Override
    public Tensor pass(HeadContext rows, ClassSample sampled, double share) {
        boolean first = passes.isEmpty();
        if (first) {
            sample = sampled;
            norms = Tensor.empty(sampled.size(), 1).retain();
        }
        passes.add(rows);
        lanes.walk(sampled, (lane, part, start) -> {
            CenterTile tile = first ? measured(part, start) : tile(part, start);
            rows.look(lane, tile.cosines(rows.unit()), start);
            rows.lookAtExpectations(lane, part, start);
        });
        rows.settle(share);
        List<Tensor> sums = zeros(rows.unit());
        lanes.walk(sampled, (lane, part, start) -> {
            CenterTile tile = tile(part, start);
            Tensor perRow = tile.perRow(rows.backward(lane, tile.cosines(rows.unit()), start));
            sums.get(lane).add_(tile.toUnit(perRow));
            rows.addFromExpectations(part, start, sums.get(lane));
        });
        sums.subList(1, sums.size()).forEach(sums.get(0)::add_);
        return sums.get(0);
    }

    private static Tensor of(Tensor all, ClassSample part, int start) {
        return all.narrow(start, part.size());
    }

    private CenterTile measured(ClassSample part, int start) {
        CenterTile tile = CenterTile.of(centers.look(part));
        of(norms, part, start).copy_(tile.norms());
        return tile;
    }

    private CenterTile tile(ClassSample part, int start) {
        return new CenterTile(centers.look(part), of(norms, part, start));
    }

    private List<Tensor> zeros(Tensor like) {
        return IntStream.range(0, lanes())
                .mapToObj(lane -> Tensor.zeros(like.shape()))
                .toList();
    }

    /** Gradient of a tile's centers over all passes, [classes, dim]. */
    private Tensor gradient(int lane, CenterTile tile, int start) {
        Tensor sum = null;
        for (HeadContext rows : passes) {
            Tensor cosines = tile.cosines(rows.unit());
            Tensor perRow = tile.perRow(rows.backward(lane, cosines, start));
            Tensor one = tile.toCenters(perRow, cosines, rows.unit());
            sum = sum == null ? one : sum.add_(one);
        }
        return factor == 1 ? sum : sum.mul_(factor);
    }

    @Override
    public double squaredGradientNorm() {
        double[] sums = new double[lanes()];
        if (!passes.isEmpty()) {
            lanes.walk(sample, (lane, part, start) -> {
                double norm = gradient(lane, tile(part, start), start).norm();
                sums[lane] += norm * norm;
            });
        }
        return IntStream.range(0, sums.length).mapToDouble(lane -> sums[lane]).sum();
    }

    @Override
    public void scale(double by) {
        factor *= by;
    }

    @Override
    public void update(CenterOptimizer rule, double rate, long step) {
        if (!passes.isEmpty()) {
            lanes.walk(sample, (lane, part, start) -> {
                SampledCenters rows = centers.take(part);
                CenterTile tile = new CenterTile(centers.seen(rows), of(norms, part, start));
                rule.move(rows, gradient(lane, tile, start), rate);
                centers.put(part, rows, step);
            });
        }
        discard();
    }

    @Override
    public void discard() {
        TensorScope.run(() -> passes.forEach(HeadContext::close));
        passes.clear();
        factor = 1;
        if (norms != null) {
            norms.close();
            norms = null;
        }
    }

    @Override
    public void close() {
        discard();
        lanes.close();
    }
}
