package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.centers.SampledCenters;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * All sampled classes as one tile, kept from the forward to the backward pass: what the formulas say, in the memory that
 * they take. The reference of {@link TiledLogits}, and faster where there are few classes.
 */
final class FullLogits implements LogitComputation {
    private final ClassCenters centers;
    /** Workers that hold the same centers and so need the mean of their gradients; one where centers are divided. */
    private final Collective sharers;

    private final List<HeadContext> passes = new ArrayList<>();
    private ClassSample sample;
    private Tensor gradient;
    private boolean averaged;

    FullLogits(ClassCenters centers, Collective sharers) {
        this.centers = centers;
        this.sharers = sharers;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Tensor pass(HeadContext rows, ClassSample sampled, double share) {
        passes.add(rows);
        sample = sampled;
        if (sampled.size() == 0) {
            rows.settle(share);
            return Tensor.zeros(rows.unit().shape());
        }
        CenterTile tile = CenterTile.of(centers.look(sampled));
        Tensor cosines = tile.cosines(rows.unit());
        rows.look(0, cosines, 0);
        rows.lookAtExpectations(0, sampled, 0);
        rows.settle(share);
        Tensor perRow = tile.perRow(rows.backward(0, cosines, 0));
        Tensor toCenters = tile.toCenters(perRow, cosines, rows.unit());
        if (gradient == null) {
            gradient = toCenters.retain();
        } else {
            gradient.add_(toCenters);
        }
        Tensor toUnit = tile.toUnit(perRow);
        rows.addFromExpectations(sampled, 0, toUnit);
        return toUnit;
    }

    @Override
    public double squaredGradientNorm() {
        if (gradient == null) {
            return 0;
        }
        TensorScope.run(this::average);
        double norm = TensorScope.compute(gradient::norm);
        return norm * norm;
    }

    @Override
    public void scale(double factor) {
        if (gradient != null) {
            TensorScope.run(() -> gradient.mul_(factor));
        }
    }

    @Override
    public void update(CenterOptimizer rule, double rate, long step) {
        if (gradient != null) {
            TensorScope.run(() -> {
                average();
                SampledCenters rows = centers.take(sample);
                rule.move(rows, gradient, rate);
                centers.put(sample, rows, step);
            });
        }
        discard();
    }

    private void average() {
        if (sharers.world() > 1 && !averaged) {
            averaged = true;
            sharers.allReduceSum(gradient);
            gradient.mul_(1.0 / sharers.world());
        }
    }

    @Override
    public void discard() {
        passes.forEach(HeadContext::close);
        passes.clear();
        if (gradient != null) {
            gradient.close();
            gradient = null;
            averaged = false;
        }
    }

    @Override
    public void close() {
        discard();
    }
}
