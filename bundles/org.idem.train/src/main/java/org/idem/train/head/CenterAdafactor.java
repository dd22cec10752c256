package org.idem.train.head;

import org.idem.train.optim.Adafactor.Keys;
import org.idem.train.tensor.Tensor;

/**
 * Adafactor for class centers, each of which is a vector with a step of its own: v = β₂ · v + (1 − β₂) · (g² + ε); u = g /
 * √v, cut to a root mean square of the threshold; w −= rate · scale · (u + decay · w), the scale being the center's root
 * mean square where the keys say so. β₂ follows the steps of the training, not those in which a row was sampled; averages
 * of updates are not kept.
 *
 * @param keys settings
 * @param decay weight decay
 * @param dense true: rows that were not sampled have gradient zero but decay, and their squares fade; false: they are left
 *     untouched
 * @param step number of this step, from 1
 */
public record CenterAdafactor(Keys keys, double decay, boolean dense, long step) implements CenterRule {
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
        double beta = keys.beta2(step);
        Tensor squares = gradient.square().add_(keys.epsilon());
        Tensor v = centers.square(sample).mul_(beta).add_(squares, 1 - beta);
        Tensor w = centers.centers(sample);
        double root = Math.sqrt(centers.dim());
        Tensor scale = keys.scaleParameter()
                ? w.rowNorms(0).mul_(rate / root).clamp_(rate * keys.leastScale(), Double.POSITIVE_INFINITY)
                : Tensor.zeros(w.size(0), 1).fill_(rate);
        Tensor update = gradient.over(v.copy().sqrt_());
        Tensor excess =
                update.rowNorms(0).mul_(1 / (root * keys.clipThreshold())).clamp_(1, Double.POSITIVE_INFINITY);
        update.div_(excess).add_(w, decay).mul_(scale);
        centers.put(sample, w.add_(update, -1), centers.momentum(sample));
        centers.putSquare(sample, v);
    }
}
