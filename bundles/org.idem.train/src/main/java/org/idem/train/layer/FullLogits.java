package org.idem.train.layer;

import java.util.ArrayList;
import java.util.List;
import org.idem.train.centers.CenterGradient;
import org.idem.train.centers.CenterOptimizer;
import org.idem.train.centers.CenterUpdate;
import org.idem.train.centers.ClassCenters;
import org.idem.train.centers.ClassSample;
import org.idem.train.collective.Collective;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * All sampled classes as one tile whose logits stand in memory from forward to backward: the formulas as they are, in
 * the memory that they take. The reference of {@link TiledLogits}, and faster where there are few classes.
 */
final class FullLogits implements LogitComputation {
    private final ClassCenters centers;
    /** Ranks that hold the same centers and so need the mean of their gradients; one where centers are sharded. */
    private final Collective replicas;

    private final List<HeadContext> contexts = new ArrayList<>();
    private ClassSample sample;
    private Tensor gradient;
    private boolean averaged;

    FullLogits(ClassCenters centers, Collective replicas) {
        this.centers = centers;
        this.replicas = replicas;
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public Tensor forwardBackward(HeadContext context, ClassSample sampled, double weight) {
        contexts.add(context);
        sample = sampled;
        if (sampled.size() == 0) {
            context.finishForward(weight);
            return Tensor.zeros(context.unit().shape());
        }
        CenterTile tile = CenterTile.of(centers.gather(sampled));
        Tensor cosines = tile.cosines(context.unit());
        context.forward(0, cosines, 0);
        context.forwardExpectations(0, sampled, 0);
        context.finishForward(weight);
        Tensor dotGradient = tile.dotGradient(context.backward(0, cosines, 0));
        Tensor centerGradient = new CenterGradient(
                        tile.products(dotGradient, context.unit()), tile.radial(dotGradient, cosines))
                .at(tile.centers());
        if (gradient == null) {
            gradient = centerGradient.retain();
        } else {
            gradient.add_(centerGradient);
        }
        Tensor unitGradient = tile.unitGradient(dotGradient);
        context.addExpectationGradient(sampled, 0, unitGradient);
        return unitGradient;
    }

    @Override
    public List<PendingNumbers> gradientNorms() {
        if (gradient == null) {
            return List.of();
        }
        TensorScope.run(this::average);
        return List.of(TensorScope.compute(() -> new PendingNumbers().addNorm(gradient)));
    }

    @Override
    public void scaleGradient(double factor) {
        if (gradient != null) {
            TensorScope.run(() -> gradient.mul_(factor));
        }
    }

    @Override
    public void update(CenterOptimizer optimizer, double rate, long step) {
        if (gradient != null) {
            TensorScope.run(() -> {
                average();
                centers.update(sample, CenterGradient.whole(gradient), new CenterUpdate(optimizer, rate, step));
            });
        }
        discard();
    }

    private void average() {
        if (replicas.world() > 1 && !averaged) {
            averaged = true;
            replicas.allReduceSum(gradient);
            gradient.mul_(1.0 / replicas.world());
        }
    }

    @Override
    public void discard() {
        contexts.forEach(HeadContext::close);
        contexts.clear();
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
