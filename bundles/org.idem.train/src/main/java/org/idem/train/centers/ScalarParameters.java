package org.idem.train.centers;

import java.util.HashMap;
import java.util.Map;
import org.idem.train.tensor.Tensor;
import org.idem.train.tensor.TensorScope;

/**
 * Numbers that a head learns, such as UniFace's threshold: moved by the rule that moves class centers, as a center of one
 * number would be. They and what the rule remembers of them stand among the head's statistics.
 */
public final class ScalarParameters {
    private final Map<String, Double> gradients = new HashMap<>();

    /** Adds the gradients of a pass. */
    public void accumulate(Map<String, Double> ofMicroBatch) {
        ofMicroBatch.forEach((name, value) -> gradients.merge(name, value, Double::sum));
    }

    public void clear() {
        gradients.clear();
    }

    /** The statistics with the numbers moved. */
    public Map<String, Double> updated(Map<String, Double> statistics, CenterOptimizer optimizer, double rate) {
        Map<String, Double> updated = new HashMap<>(statistics);
        gradients.forEach((name, gradient) -> TensorScope.run(() -> {
            SampledCenters row = new SampledCenters(
                    parameter(statistics, name),
                    parameter(statistics, name + "_momentum"),
                    parameter(statistics, name + "_square"));
            optimizer.update(row, scalar(gradient), rate);
            updated.put(name, row.centers().item());
            updated.put(name + "_momentum", row.momentum().item());
            updated.put(name + "_square", row.square().item());
        }));
        return Map.copyOf(updated);
    }

    private static Tensor parameter(Map<String, Double> statistics, String name) {
        return scalar(statistics.getOrDefault(name, 0.0));
    }

    private static Tensor scalar(double value) {
        return Tensor.of(new float[] {(float) value}, 1, 1);
    }
}
