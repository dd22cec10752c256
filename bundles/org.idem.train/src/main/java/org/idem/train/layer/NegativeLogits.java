package org.idem.train.layer;

import java.util.function.Consumer;
import java.util.function.Function;
import org.idem.train.margin.DistributedLoss;
import org.idem.train.margin.MarginHead.BatchMargin;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/** From the cosines of a tile to the logits of its negatives and back. Targets, which are kept apart, are masked. */
final class NegativeLogits implements AutoCloseable {
    private final BatchMargin margin;
    private final LocalTargets targets;
    /** [targets] */
    private final Tensor masked;

    NegativeLogits(BatchMargin margin, LocalTargets targets) {
        this.margin = margin;
        this.targets = targets;
        this.masked = TensorScope.compute(() ->
                Tensor.empty(targets.count()).fill_(DistributedLoss.MASKED).retain());
    }

    /**
     * Gradient with respect to a tile's logits as far as it is known while the loss is still summed up, 0 at targets.
     *
     * @param logits a new tensor [rows, classes]
     * @param derivatives of the logits by the cosines, [rows, classes]; null for 1
     * @param rescale by what the gradients of the thread's tiles before are to be multiplied, [rows, 1]; null for 1
     */
    record OpenGradient(Tensor logits, Tensor derivatives, Tensor rescale) {
        /** The gradient with respect to the cosines, in the memory of that of the logits; called once. */
        Tensor cosines() {
            return derivatives == null ? logits : logits.mul_(derivatives);
        }
    }

    /**
     * Adds a tile to the loss.
     *
     * @param cosines fp32 [rows, classes], not changed
     * @param start position of the tile in the sample
     * @param accumulate takes logits as {@link DistributedLoss#accumulate} does
     */
    OpenGradient forward(Tensor cosines, int start, Function<Tensor, Tensor> accumulate) {
        Tensor logits = cosines.duplicate();
        Tensor derivatives = margin.negatives(logits);
        targets.scatterInto(logits, start, masked);
        return new OpenGradient(logits, derivatives, accumulate.apply(logits));
    }

    /**
     * Gradient with respect to a tile's cosines, a new tensor [rows, classes].
     *
     * @param cosines fp32 [rows, classes], not changed
     * @param start position of the tile in the sample
     * @param lossBackward turns logits into the gradient of the loss with respect to them, in place
     * @param targetGradients gradient with respect to the cosine of each target of the shard, fp32 [targets]
     */
    Tensor backward(Tensor cosines, int start, Consumer<Tensor> lossBackward, Tensor targetGradients) {
        Tensor logits = cosines.duplicate();
        Tensor derivatives = margin.negatives(logits);
        targets.scatterInto(logits, start, masked);
        lossBackward.accept(logits);
        if (derivatives != null) {
            logits.mul_(derivatives);
        }
        targets.scatterInto(logits, start, targetGradients);
        return logits;
    }

    @Override
    public void close() {
        masked.close();
    }
}
