package org.idem.train.layer;

import java.util.Arrays;
import java.util.function.Consumer;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead.Rows;
import org.idem.train.tensor.Tensor;

/** From the cosines of a tile to the logits of its negatives and back; targets, which stand apart, are taken out. */
final class NegativeLogits {
    private final Rows rules;
    private final LocalTargets targets;
    private final float[] absent;

    NegativeLogits(Rows rules, LocalTargets targets) {
        this.rules = rules;
        this.targets = targets;
        this.absent = new float[targets.count()];
        Arrays.fill(absent, (float) DistributedLoss.ABSENT);
    }

    /** Logits of a tile that begins at a place of the sample, [rows, classes]; the cosines are left as they are. */
    Tensor of(Tensor cosines, int start) {
        Tensor logits = cosines.copy();
        rules.others(logits);
        targets.put(logits, start, absent);
        return logits;
    }

    /**
     * Gradient with respect to the cosines, which are left as they are; a new tensor.
     *
     * @param toGradient turns logits into the gradient of the loss with respect to them, in place
     * @param ofTargets gradient with respect to each held target's cosine
     */
    Tensor gradient(Tensor cosines, int start, Consumer<Tensor> toGradient, float[] ofTargets) {
        Tensor logits = cosines.copy();
        Tensor slopes = rules.others(logits);
        targets.put(logits, start, absent);
        toGradient.accept(logits);
        if (slopes != null) {
            logits.mul_(slopes);
        }
        targets.put(logits, start, ofTargets);
        return logits;
    }
}
