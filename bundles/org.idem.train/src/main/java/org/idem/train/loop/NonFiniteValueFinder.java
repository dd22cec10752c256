package org.idem.train.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.idem.model.TensorSpec;
import org.idem.run.RunEvent.Kind;
import org.idem.train.backbone.Backbone;
import org.idem.train.backbone.FlatParameters;
import org.idem.train.checkpoint.Checkpoint;
import org.idem.train.collective.Collective;
import org.idem.train.optim.BufferRange;
import org.idem.train.record.NonFiniteValue;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Finds the first tensor that is not finite. Every method is a collective operation with the same result on every rank.
 * Tensors are read one by one only once something is known to be wrong.
 */
final class NonFiniteValueFinder {
    private static final String CENTERS = "class centers";
    private static final int VALUES_AT_ONCE = 1 << 20;

    private final Backbone backbone;
    private final Checkpoint.Shard shard;
    private final Collective collective;
    private final Map<String, BufferRange> ranges;

    NonFiniteValueFinder(Backbone backbone, Checkpoint.Shard shard, Collective collective) {
        this.backbone = backbone;
        this.shard = shard;
        this.collective = collective;
        this.ranges = backbone.parameters().ranges();
    }

    /** For a loss that is not finite: the first weight or class center that is not finite, if there is one. */
    NonFiniteValue ofLoss(double loss) {
        String tensor = first(0, rows());
        String why = tensor.isEmpty() ? "though all weights are finite: activations overflowed" : "first in " + tensor;
        return new NonFiniteValue(Kind.LOSS_NOT_FINITE, tensor, "the loss is " + loss + ", " + why);
    }

    /**
     * For gradients whose norm is not finite, after the network's were summed over all ranks.
     *
     * @param lossScale factor of the loss, at its floor; NaN where the loss is not scaled
     */
    NonFiniteValue ofGradient(double lossScale) {
        Tensor gradients = backbone.parameters().gradients();
        String network = Double.isFinite(TensorScope.compute(gradients::norm)) ? CENTERS : "the norm of all";
        String tensor = firstIn(gradients).orElse(network);
        boolean scaled = !Double.isNaN(lossScale);
        return new NonFiniteValue(
                scaled ? Kind.LOSS_SCALE_AT_FLOOR : Kind.GRADIENT_NOT_FINITE,
                tensor,
                "the gradient is not finite" + (scaled ? " at a loss scale of " + lossScale : "") + ", first in "
                        + tensor);
    }

    /** Reads weights, running statistics and some rows of each rank's class centers; empty where all are finite. */
    Optional<NonFiniteValue> inWeights(int firstRow, int count) {
        String tensor = first(firstRow, count);
        return tensor.isEmpty()
                ? Optional.empty()
                : Optional.of(new NonFiniteValue(
                        Kind.WEIGHT_NOT_FINITE, tensor, "a weight is not finite, first in " + tensor));
    }

    /** Name of the first weight that is not finite on any rank, else of the class center, else empty. */
    private String first(int firstRow, int count) {
        List<String> names =
                backbone.graph().tensors().stream().map(TensorSpec::name).toList();
        long own = firstWeight().map(names::indexOf).orElse(-1);
        long weight = lowest(own);
        long center = lowest(ownCenter(firstRow, count));
        return weight >= 0 ? names.get((int) weight) : centersName(center);
    }

    private int rows() {
        return shard.centers().count();
    }

    private Optional<String> firstWeight() {
        FlatParameters parameters = backbone.parameters();
        return firstIn(parameters.values())
                .or(() -> isFinite(parameters.statistics())
                        ? Optional.empty()
                        : backbone.graph().tensors().stream()
                                .map(TensorSpec::name)
                                .filter(name -> !ranges.containsKey(name) && !isFinite(parameters.view(name)))
                                .findFirst());
    }

    private Optional<String> firstIn(Tensor buffer) {
        if (isFinite(buffer)) {
            return Optional.empty();
        }
        return ranges.keySet().stream()
                .filter(name -> !isFinite(buffer, ranges.get(name)))
                .findFirst();
    }

    private static boolean isFinite(Tensor tensor) {
        return isFinite(tensor, new BufferRange(0, tensor.count()));
    }

    /**
     * Reads some numbers of a flat tensor, or all of a small one, in pieces: a copy of a whole network on every rank may not
     * fit into memory. The norm of a piece is one fast pass; a large finite number can overflow it, so that what it rejects
     * is read number by number.
     */
    static boolean isFinite(Tensor tensor, BufferRange range) {
        for (long start = range.start(); start < range.end(); start += VALUES_AT_ONCE) {
            long from = start;
            long length = Math.min(VALUES_AT_ONCE, range.end() - from);
            boolean whole = length == tensor.count();
            boolean finite = TensorScope.compute(() -> {
                Tensor piece = whole ? tensor.detach() : tensor.detach().narrow(from, length);
                return Double.isFinite(piece.norm()) || firstNonFinite(piece.toFloats()) < 0;
            });
            if (!finite) {
                return false;
            }
        }
        return true;
    }

    /** Index of the first value that is not finite, or −1. */
    private static int firstNonFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The lowest number that any rank found, or −1. */
    private long lowest(long own) {
        return Arrays.stream(collective.allGather(new long[] {own}))
                .filter(number -> number >= 0)
                .min()
                .orElse(-1);
    }

    /** Identity of the first class center of this rank that is not finite, or −1. */
    private long ownCenter(int firstRow, int count) {
        int found = shard.centers().firstNonFinite(firstRow, Math.min(count, rows() - firstRow));
        return found < 0 ? -1 : shard.identities().start() + found;
    }

    private static String centersName(long identity) {
        return identity < 0 ? "" : CENTERS + " (identity " + identity + ")";
    }
}
