package org.idem.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.idem.train.layer.PartialFc;
import org.idem.train.optim.BufferRange;
import org.idem.train.optim.GradientClip;
import org.idem.train.optim.LossScaler;
import org.idem.train.optim.WeightDecay;
import org.idem.train.setup.ReplicaState;
import org.idem.train.tensor.PendingNumbers;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Norms of the gradients of a step, and what follows from them: takes the loss scale out of the gradients and clips them by
 * one norm for each of PLSC's parameter groups. Class centers that are not exempt belong to the group of their weight decay,
 * with one norm over all ranks.
 */
final class GradientNorms {
    private final PartialFc layer;
    private final Tensor gradients;
    private final WeightDecay decay;
    private final String centersName;
    /** Null where nothing is clipped. */
    private final GradientClip clip;
    /** Null where the loss is not scaled. */
    private final LossScaler scaler;

    private final List<Map<String, BufferRange>> groups;
    private final boolean clipsAll;
    private final boolean clipsCenters;

    /** Of gradients that stand in the flat buffer, summed over all ranks, and in the layer. */
    GradientNorms(ReplicaState state, PartialFc layer) {
        Map<String, BufferRange> ranges = state.backbone().parameters().ranges();
        this.layer = layer;
        this.gradients = state.backbone().parameters().gradients();
        this.decay = state.optimizers().decay();
        this.centersName = state.optimizers().centersName();
        this.clip = state.optimizers().clip();
        this.scaler = state.lossScaler();
        this.groups = clip == null ? List.of() : decay.parameterGroups(ranges);
        this.clipsAll = clip != null && ranges.keySet().stream().noneMatch(clip::isExempt);
        this.clipsCenters = clip != null && !clip.isExempt(centersName);
    }

    /** Takes the loss scale out, and asks for the norms; they come after {@code first}. */
    List<PendingNumbers> pendingWith(PendingNumbers first) {
        if (scaler != null) {
            double scale = scaler.scale();
            TensorScope.run(() -> gradients.mul_(1 / scale));
        }
        List<PendingNumbers> pending = new ArrayList<>(List.of(first));
        groups.forEach(group -> pending.add(clip.norms(gradients, group)));
        // What is exempt must be finite all the same.
        PendingNumbers all = new PendingNumbers();
        pending.add(clipsAll ? all : TensorScope.compute(() -> all.addNorm(gradients)));
        pending.addAll(clipsCenters ? layer.gradientNorms() : List.of());
        return pending;
    }

    /**
     * Clips by the norms that were read; collective.
     *
     * @param norms what {@link #pendingWith} asked for
     * @return norm of all that may be clipped, of the network's gradient where nothing is; before clipping. Not finite where
     *     the gradient of any rank is not
     */
    double clip(List<double[]> norms) {
        List<double[]> ofGroups = norms.subList(0, groups.size());
        double network = clipsAll
                ? Math.sqrt(
                        ofGroups.stream().mapToDouble(PendingNumbers::squares).sum())
                : norms.get(groups.size())[0];
        // The centers' gradient is made of probabilities and not scaled: it is finite where the loss is.
        if (scaler != null && scaler.update(!Double.isFinite(network))) {
            return Double.NaN;
        }
        if (clip == null || !Double.isFinite(network)) {
            return network;
        }
        double centers = clipsCenters ? layer.gradientNorm(norms.subList(groups.size() + 1, norms.size())) : 0;
        return clip(ofGroups, centers);
    }

    private double clip(List<double[]> norms, double centers) {
        double squares = 0;
        boolean clippedCenters = false;
        for (int i = 0; i < groups.size(); i++) {
            Map<String, BufferRange> group = groups.get(i);
            boolean withCenters = centers > 0 && decayLikeCenters(group);
            double together = PendingNumbers.squares(norms.get(i)) + (withCenters ? centers * centers : 0);
            double factor = clip.coefficient(Math.sqrt(together));
            clip.scale_(gradients, group, factor);
            if (withCenters) {
                scaleCenters(factor);
                clippedCenters = true;
            }
            squares += together;
        }
        if (centers > 0 && !clippedCenters) {
            scaleCenters(clip.coefficient(centers));
            squares += centers * centers;
        }
        return Math.sqrt(squares);
    }

    private boolean decayLikeCenters(Map<String, BufferRange> group) {
        return group.keySet().stream().anyMatch(name -> decay.isExempt(name) == decay.isExempt(centersName));
    }

    private void scaleCenters(double factor) {
        if (factor != 1) {
            layer.scaleGradient(factor);
        }
    }
}
