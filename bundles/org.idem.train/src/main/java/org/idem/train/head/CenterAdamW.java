package org.idem.train.head;

import org.idem.train.optim.AdamW.Moments;
import org.idem.train.tensor.Tensor;

/**
 * AdamW for class centers: w −= rate · decay · w; m = β₁ · m + (1 − β₁) · g; v = β₂ · v + (1 − β₂) · g²; w −= rate ·
 * m / (1 − β₁ᵏ) / (√(v / (1 − β₂ᵏ)) + ε), k being the steps of the training, not those in which a row was sampled.
 *
 * @param moments β₁, β₂, ε
 * @param decay weight decay
 * @param dense true: rows that were not sampled have gradient zero but decay and move on with their averages, as in PLSC
 *     without sparse update; false: they are left untouched
 * @param step number of this step, from 1
 */
public record CenterAdamW(Moments moments, double decay, boolean dense, long step) implements CenterRule {
    @Override
    public void update(ClassCenters centers, ClassSample sample, Tensor gradient, double rate) {
        if (dense && !sample.whole()) {
            ClassSample all = ClassSample.all(centers.count());
            Tensor whole = Tensor.zeros(centers.count(), centers.dim());
            move(centers, all, whole.addRows_(Tensor.indices(sample.rows()), gradient), rate);
        } else {
            move(centers, sample, gradient, rate);
        }
    }

    private void move(ClassCenters centers, ClassSample sample, Tensor gradient, double rate) {
        Tensor w = centers.centers(sample).mul_(1 - rate * decay);
        Tensor m = centers.momentum(sample).mul_(moments.beta1()).add_(gradient, 1 - moments.beta1());
        Tensor v = centers.square(sample).mul_(moments.beta2()).addProduct_(gradient, gradient, 1 - moments.beta2());
        double bias1 = 1 - Math.pow(moments.beta1(), step);
        double bias2 = 1 - Math.pow(moments.beta2(), step);
        Tensor root = v.copy().sqrt_().mul_(1 / Math.sqrt(bias2)).add_(moments.epsilon());
        centers.put(sample, w.addQuotient_(m, root, -rate / bias1), m);
        centers.putSquare(sample, v);
    }
}
