package org.idem.train.collective;

import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * What rounding has left out of the sums of one tensor on one rank, to be added to the next: zeros at first, and nothing at all
 * as long as nothing was rounded. It owns native memory of the host, and is used by one thread at a time.
 */
public final class Residual implements AutoCloseable {
    private Tensor values;

    /** The values, live, fp32; as many in every call. */
    public Tensor values(long count) {
        if (values == null) {
            values = Device.CPU.compute(
                    () -> TensorScope.compute(() -> Tensor.zeros(count).retain()));
        }
        if (values.count() != count) {
            throw new IllegalArgumentException("A residual of " + values.count() + " values, not " + count);
        }
        return values;
    }

    /** Whether anything was rounded yet. */
    public boolean isEmpty() {
        return values == null;
    }

    /** Forgets what was left out. */
    public void clear() {
        if (values != null) {
            Device.CPU.run(() -> TensorScope.run(values::zero_));
        }
    }

    /** Keeps it in step with a tensor whose values are from now on multiplied by a factor. */
    public void scale(double factor) {
        if (values != null && factor != 1) {
            Device.CPU.run(() -> TensorScope.run(() -> values.mul_(factor)));
        }
    }

    @Override
    public void close() {
        if (values != null) {
            values.close();
            values = null;
        }
    }
}
