package org.idem.train.optim;

import java.util.List;
import java.util.Map;
import org.idem.config.GradClipConfig;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Clipping by the global norm as PLSC does it.
 *
 * @param clipNorm largest norm, larger than 0
 * @param always whether smaller gradients are scaled to it too, which enlarges them
 * @param maxCoefficient upper bound of the factor; infinity for none
 * @param exempt tensors whose name contains one of these words neither count nor are scaled
 */
public record GradientClip(GradClipConfig keys) {
    private static final double EPSILON = 1e-6;

    /** Factor for gradients of this norm, larger than 0. */
    public double coefficient(double norm) {
        if (norm <= keys.clipNorm() && !keys.alwaysClip()) {
            return 1;
        }
        return Math.min(keys.clipNorm() / (norm + EPSILON), keys.largestFactor());
    }

    /** Whether tensors of this name are left alone. */
    public boolean isExempt(String name) {
        return keys.noClipList().stream().anyMatch(name::contains);
    }

    /**
     * Clips in place. Gradients whose norm is not finite stay as they are, so that the tensor to blame can be found.
     *
     * @param gradients flat buffer
     * @param tensors its ranges by name
     * @return the norm before clipping, without exempt tensors
     */
    public double clip_(Tensor gradients, Map<String, BufferRange> tensors) {
        return TensorScope.compute(() -> {
            List<Tensor> clipped = tensors.keySet().stream().noneMatch(this::isExempt)
                    ? List.of(gradients)
                    : tensors.entrySet().stream()
                            .filter(entry -> !isExempt(entry.getKey()))
                            .map(entry -> gradients.narrow(
                                    entry.getValue().start(), entry.getValue().length()))
                            .toList();
            double squares = 0;
            for (Tensor part : clipped) {
                double norm = part.norm();
                squares += norm * norm;
            }
            double norm = Math.sqrt(squares);
            double factor = coefficient(norm);
            if (factor != 1 && Double.isFinite(norm)) {
                clipped.forEach(part -> part.mul_(factor));
            }
            return norm;
        });
    }
}
