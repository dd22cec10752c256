package org.idem.train.centers;

import java.util.Arrays;
import java.util.Map;
import org.idem.train.kernels.KernelChoice;
import org.idem.train.kernels.SgdRows;
import org.idem.train.kernels.vector.SgdStep;
import org.idem.train.tensor.Tensor;

/**
 * Updates rows where a store keeps them, by a kernel: the same to the bit as {@link ClassCenters#update} with what it gathers
 * and scatters, in a third of the time.
 */
final class InPlaceSgd {
    /** Bytes of gradients that a kernel is given at once; its buffers are counted by ints. */
    private static final int BYTES_AT_ONCE = 1 << 28;

    /** Null where the store's format has no kernel. */
    private final SgdRows kernel;
    /** Null where nothing is rounded. */
    private final RoundingNoise noise;

    private InPlaceSgd(SgdRows kernel, RoundingNoise noise) {
        this.kernel = kernel;
        this.noise = noise;
    }

    /**
     * On the storages of a store, as long as these live.
     *
     * @param noise of random rounding, null for fp32
     */
    static InPlaceSgd of(Map<CenterField, RowStorage> storages, RoundingNoise noise, KernelChoice kernels) {
        return new InPlaceSgd(
                kernel(storages.get(CenterField.CENTERS), storages.get(CenterField.MOMENTUM), kernels), noise);
    }

    private static SgdRows kernel(RowStorage centers, RowStorage momentum, KernelChoice kernels) {
        if (centers instanceof Fp32Rows wide && momentum instanceof Fp32Rows velocities) {
            return SgdRows.fp32(wide.table(), velocities.table(), kernels);
        }
        Tensor velocities = ((Bf16Rows) momentum).table();
        return centers instanceof Bf16MasterRows master
                ? SgdRows.bf16(master.rounded(), master.remainder(), velocities, kernels)
                : SgdRows.bf16(((Bf16Rows) centers).table(), null, velocities, kernels);
    }

    /** Whether an update is one that the kernel knows. */
    boolean takes(CenterUpdate update) {
        return kernel != null && update.optimizer() instanceof CenterSgd sgd && sgd.momentum() != 0;
    }

    /**
     * Updates rows of the tables.
     *
     * @param update that {@link #takes} accepts
     */
    void update(TableRows rows, CenterGradient gradient, CenterUpdate update) {
        update(rows, gradient, update, BYTES_AT_ONCE);
    }

    /** By kernels that are given so many bytes of gradients at once, but one row at least. */
    void update(TableRows rows, CenterGradient gradient, CenterUpdate update, int bytesAtOnce) {
        int fit = Math.max(
                1, bytesAtOnce / Float.BYTES / (int) gradient.products().size(1));
        int atOnce = noise == null ? fit : Math.min(fit, noise.maxRows());
        for (int from = 0; from < rows.size(); from += atOnce) {
            int length = Math.min(atOnce, rows.size() - from);
            updatePart(rows.slice(from, length), gradient.slice(from, length), update);
        }
    }

    private void updatePart(TableRows rows, CenterGradient gradient, CenterUpdate update) {
        CenterSgd sgd = (CenterSgd) update.optimizer();
        long[] numbers = new long[rows.size()];
        Arrays.setAll(numbers, rows::row);
        Tensor radial = gradient.isWhole() ? Tensor.zeros(rows.size(), 1) : gradient.radial();
        Tensor random = noise == null ? null : noise.forRows(rows, update.step());
        SgdStep step = new SgdStep((float) sgd.momentum(), (float) sgd.decay(), (float) update.rate());
        kernel.update(numbers, gradient.products(), radial, random, step);
    }
}
