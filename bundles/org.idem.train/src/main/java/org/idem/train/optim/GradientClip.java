package org.idem.train.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.config.GradClipConfig;
import org.idem.train.tensor.PendingNumbers;
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

    /** The factor for gradients of this norm, 1 where it is not finite. */
    public double coefficient(double norm) {
        if (norm <= keys.clipNorm() && !keys.alwaysClip() || !Double.isFinite(norm)) {
            return 1;
        }
        return Math.min(keys.clipNorm() / (norm + EPSILON), keys.largestFactor());
    }

    /** Whether tensors of this name are left alone. */
    public boolean isExempt(String name) {
        return keys.noClipList().stream().anyMatch(name::contains);
    }

    /**
     * Clips some tensors of a flat buffer in place by their global norm. Gradients whose norm is not finite stay as they
     * are, so that the one at fault can be found.
     *
     * @param gradients flat buffer
     * @param tensors ranges of the tensors by name, ascending; those of one parameter group
     * @return norm of those that are not exempt, before
     */
    public double clip_(Tensor gradients, Map<String, BufferRange> tensors) {
        List<double[]> norms = PendingNumbers.read(List.of(norms(gradients, tensors)));
        double norm = Math.sqrt(PendingNumbers.squares(norms.get(0)));
        scale_(gradients, tensors, coefficient(norm));
        return norm;
    }

    /** Norms whose squares add up to that of the tensors that are not exempt. */
    public PendingNumbers norms(Tensor gradients, Map<String, BufferRange> tensors) {
        PendingNumbers norms = new PendingNumbers();
        TensorScope.run(() ->
                clipped(tensors).forEach(range -> norms.addNorm(gradients.narrow(range.start(), range.length()))));
        return norms;
    }

    /** Multiplies the tensors that are not exempt by a factor; one that is not finite does nothing. */
    public void scale_(Tensor gradients, Map<String, BufferRange> tensors, double factor) {
        if (factor != 1 && Double.isFinite(factor)) {
            TensorScope.run(() -> clipped(tensors)
                    .forEach(range ->
                            gradients.narrow(range.start(), range.length()).mul_(factor)));
        }
    }

    /** Ranges of the tensors that are not exempt; neighbours are one. */
    private List<BufferRange> clipped(Map<String, BufferRange> tensors) {
        List<BufferRange> joined = new ArrayList<>();
        tensors.forEach((name, range) -> {
            BufferRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (isExempt(name)) {
                return;
            }
            if (last != null && last.end() == range.start()) {
                joined.set(joined.size() - 1, new BufferRange(last.start(), range.end() - last.start()));
            } else {
                joined.add(range);
            }
        });
        return joined;
    }
}
