package org.idem.train.head;

import org.idem.train.tensor.Tensor;

/**
 * Momentum for class centers: g += decay · w; v = μ · v + g; w −= rate · v.
 *
 * @param momentum μ
 * @param decay weight decay
 * @param dense true: rows that were not sampled have gradient zero but decay and move on with their momentum, as in
 *     PLSC without sparse update; false: they are left untouched
 */
public record CenterMomentum(double momentum, double decay, boolean dense) implements CenterRule {
    @Override
    public void update(ClassCenters centers, ClassSample sample, Tensor gradient, double rate) {
        if (dense && !sample.whole()) {
            ClassSample all = ClassSample.all(centers.count());
            Tensor w = centers.centers(all);
            Tensor v = centers.momentum(all).mul_(momentum).add_(w, decay);
            v.addRows_(Tensor.indices(sample.rows()), gradient);
            centers.put(all, w.add_(v, -rate), v);
            return;
        }
        Tensor w = centers.centers(sample);
        Tensor v = centers.momentum(sample).mul_(momentum).add_(gradient.add_(w, decay));
        centers.put(sample, w.add_(v, -rate), v);
    }
}
