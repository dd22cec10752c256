package org.idem.train.centers;

import java.util.HashMap;
import java.util.Map;
import org.idem.train.tensor.Device;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Scalars that a head learns, such as UniFace's threshold: updated by the optimizer of the class centers, as a center
 * of length 1 would be. They and the optimizer's state of them are among the head's statistics, the state as {@code
 * <name>_momentum} and {@code <name>_square}. Not thread-safe.
 */
public final class ScalarParameters {
    private final Map<String, Double> gradients = new HashMap<>();

    /** Adds the gradients of a micro batch, by name. */
    public void accumulate(Map<String, Double> ofMicroBatch) {
        ofMicroBatch.forEach((name, value) -> gradients.merge(name, value, Double::sum));
    }

    /** Forgets the gradients, at the beginning of a step or when one is left out. */
    public void clear() {
        gradients.clear();
    }

    /**
     * The statistics with the scalars updated by the accumulated gradients, on the host, where they are.
     *
     * @param rate learning rate, at least 0
     */
    public Map<String, Double> updated(Map<String, Double> statistics, CenterOptimizer optimizer, double rate) {
        Map<String, Double> updated = new HashMap<>(statistics);
        Device.CPU.run(() -> gradients.forEach((name, gradient) -> TensorScope.run(() -> {
            SampledCenters row = new SampledCenters(
                    parameter(statistics, name),
                    parameter(statistics, name + "_momentum"),
                    parameter(statistics, name + "_square"));
            optimizer.update(row, tensor(gradient), rate);
            updated.put(name, row.centers().item());
            updated.put(name + "_momentum", row.momentum().item());
            updated.put(name + "_square", row.square().item());
        })));
        return Map.copyOf(updated);
    }

    private static Tensor parameter(Map<String, Double> statistics, String name) {
        return tensor(statistics.getOrDefault(name, 0.0));
    }

    private static Tensor tensor(double value) {
        return Tensor.of(new float[] {(float) value}, 1, 1);
    }
}
