package org.idem.train.centers;

import org.idem.config.AdafactorConfig;
import org.idem.train.tensor.Tensor;

/**
 * Adafactor for class centers, each of which is a vector with a step of its own: v = β₂ · v + (1 − β₂) · (g² + ε); u = g /
 * √v, cut to a root mean square of the threshold; w −= rate · scale · (u + decay · w), the scale being the center's root
 * mean square where the keys say so. β₂ follows the steps of the training, not those in which a row was sampled; averages
 * of updates are not kept.
 *
 * @param keys settings
 * @param decay weight decay
 * @param step number of this step, from 1
 */
public record CenterAdafactor(AdafactorConfig keys, double decay, long step) implements CenterOptimizer {
    @Override
    public void update(SampledCenters rows, Tensor gradient, double rate) {
        double beta = keys.beta2(step);
        Tensor w = rows.centers();
        rows.square().mul_(beta).add_(gradient.square().add_(keys.epsilon()), 1 - beta);
        double root = Math.sqrt(w.size(1));
        Tensor scale = keys.scaleParameter()
                ? w.rowNorms(0).mul_(rate / root).clamp_(rate * keys.leastScale(), Double.POSITIVE_INFINITY)
                : Tensor.zeros(w.size(0), 1).fill_(rate);
        Tensor update = gradient.div_(rows.square().duplicate().sqrt_());
        Tensor excess =
                update.rowNorms(0).mul_(1 / (root * keys.clipThreshold())).clamp_(1, Double.POSITIVE_INFINITY);
        w.add_(update.div_(excess).add_(w, decay).mul_(scale), -1);
    }
}
