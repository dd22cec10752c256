package org.idem.train.optim;

import java.util.List;
import java.util.Map;
import org.idem.config.GradClipConfig;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Clipping by the global norm with PLSC's rules.
 *
 * @param keys section {@code Optimizer.grad_clip}
 */
public record GradientClip(GradClipConfig keys) {
    private static final double EPSILON = 1e-6;

    /** The factor for gradients of this norm. */
    public double coefficient(double norm) {
        if (norm <= keys.clipNorm() && !keys.alwaysClip()) {
            return 1;
        }
        return Math.min(keys.clipNorm() / (norm + EPSILON), keys.largestFactor());
    }

    /** True where tensors of this name are left alone. */
    public boolean isExempt(String name) {
        return keys.noClipList().stream().anyMatch(name::contains);
    }

    /**
     * Clips in place. Gradients whose norm is not finite stay as they are, so that the broken one can be found.
     *
     * @param gradients flat buffer
     * @param tensors its ranges by name
     * @return the norm before
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
